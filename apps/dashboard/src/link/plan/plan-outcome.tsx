import type { ConnectorSummary, Link, PlanSummary } from '@duet/host-api'
import { Text } from '@mantine/core'
import { Notice } from '../../layout/notice.js'
import { comparisonWords, planSentence } from '../../words/plan-words.js'
import { PlanCounts } from './plan-counts.js'
import { PlanRemarks } from './plan-remarks.js'

interface PlanOutcomeProps {
  plan: PlanSummary
  link: Link
  connector: ConnectorSummary | undefined
}

/** What a plan says as a whole: a sentence, counts, and what has to be known beside them. */
export function PlanOutcome({ plan, link, connector }: PlanOutcomeProps) {
  const { counts, notes, compared, state } = plan
  return (
    <>
      {compared && (
        <Notice mood="good" role="status" title="How it went, compared with the plan">
          {comparisonWords(compared).map((words) => (
            <div key={words}>{words}</div>
          ))}
        </Notice>
      )}
      {state !== 'failed' && state !== 'applied' && <Text>{planSentence(plan, link.displayName)}</Text>}
      {notes.map((note) => (
        <Notice key={note} mood="warning">
          {note}
        </Notice>
      ))}
      {counts.length > 0 && <PlanCounts counts={counts} link={link} connector={connector} />}
      <PlanRemarks counts={counts} link={link} connector={connector} />
    </>
  )
}
