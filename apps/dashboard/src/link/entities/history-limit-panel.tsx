import type { Link } from '@duet/host-api'
import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMakePlan } from '../../api/use-plan-deeds.js'
import { useUpdateLink } from '../../api/use-update-link.js'
import { Failure } from '../../layout/failure.js'
import { Panel } from '../../layout/panel.js'
import { formatDay } from '../../words/format-moment.js'
import { HistoryPreview } from './history-preview.js'

/** From which day on records are shared; what another day changes is shown before it holds. */
export function HistoryLimitPanel({ link }: { link: Link }) {
  const update = useUpdateLink(link)
  const plan = useMakePlan(link.id)
  const [day, setDay] = useState(dayOf(link.historyLimit))
  const historyLimit = day === '' ? null : new Date(`${day}T00:00`).getTime()
  const isMoved = day !== dayOf(link.historyLimit)
  const move = () => update.mutate({ historyLimit }, { onSuccess: () => plan.reset() })
  const choose = (chosen: string) => {
    plan.reset()
    setDay(chosen)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // without an account there is nothing to read, and the day holds once there is
    if (link.status === 'linked') plan.mutate({ historyLimit })
    else move()
  }
  return (
    <Panel title="How far back" description={wordsOf(link)}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            type="date"
            label="Share only records created since"
            description="Empty shares all"
            value={day}
            max={dayOf(Date.now())}
            onChange={(event) => choose(event.currentTarget.value)}
            w={280}
            maw="100%"
          />
          <Button
            type="submit"
            variant="default"
            loading={plan.isPending || update.isPending}
            disabled={!isMoved}
          >
            {link.status === 'linked' ? 'See what that changes' : 'Save'}
          </Button>
        </Group>
      </form>
      {plan.error && <Failure title="Not looked into" error={plan.error} />}
      {plan.data && isMoved && (
        <HistoryPreview
          planId={plan.data.id}
          link={link}
          historyLimit={historyLimit}
          onMove={move}
          onKeep={() => choose(dayOf(link.historyLimit))}
        />
      )}
      {update.isError && <Failure title="Not changed" error={update.error} />}
    </Panel>
  )
}

const wordsOf = ({ historyLimit }: Link) =>
  historyLimit === null
    ? 'Records are shared however old they are.'
    : `Records created before ${formatDay(historyLimit)} stay where they are and are not kept equal, even if they were shared before.`

/** The day of a moment in this browser's time zone, as a date field writes it. */
function dayOf(at: number | null): string {
  if (at === null) return ''
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
