import type { ConnectorSummary, Link } from '@duet/host-api'
import { Stack } from '@mantine/core'
import { useRef } from 'react'
import { usePlans } from '../../api/use-plan.js'
import { Empty } from '../../layout/empty.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { Panel } from '../../layout/panel.js'
import { replaceQuery, useQueryString } from '../../route.js'
import { EarlierPlans } from './earlier-plans.js'
import { PlanForm } from './plan-form.js'
import { PlanView } from './plan-view.js'

interface PlanPanelProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** What a synchronization would do, before it does it; the plan shown stands in the address as `?plan=`. */
export function PlanPanel({ link, connector }: PlanPanelProps) {
  const { data, error, isPending, refetch } = usePlans(link.id)
  const plans = data?.plans ?? []
  const shown = useQueryString().get('plan')
  const form = useRef<HTMLButtonElement>(null)
  const show = (plan: string) => replaceQuery({ plan })
  const forget = () => {
    replaceQuery({ plan: null })
    form.current?.focus()
  }
  return (
    <Stack gap="lg">
      <Panel
        title="What would a synchronization do?"
        description="Both sides are read and every record is decided about, but nothing is written. Look at it first, then apply it or discard it."
      >
        {link.status === 'linked' ? (
          <PlanForm link={link} connector={connector} onMade={show} button={form} />
        ) : (
          <Empty>Nothing can be planned before the account is linked again.</Empty>
        )}
        {isPending && <Loading what="plans" />}
        {error && !data && <Failure error={error} retry={refetch} />}
        {data && plans.length === 0 && shown === null && <Empty>No plan has been made yet.</Empty>}
      </Panel>
      {shown !== null && (
        <PlanView key={shown} link={link} connector={connector} planId={shown} onDiscarded={forget} />
      )}
      <EarlierPlans
        plans={plans.filter(({ id }) => id !== shown)}
        link={link}
        connector={connector}
        onShow={show}
      />
    </Stack>
  )
}
