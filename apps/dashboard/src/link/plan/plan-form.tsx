import type { ConnectorSummary, Link } from '@duet/host-api'
import { Button, Checkbox, Group, NativeSelect } from '@mantine/core'
import { type FormEvent, type Ref, useState } from 'react'
import { useMakePlan } from '../../api/use-plan-deeds.js'
import { Failure } from '../../layout/failure.js'
import { entityLabel } from '../../words/entity-label.js'

interface PlanFormProps {
  link: Link
  connector: ConnectorSummary | undefined
  onMade: (planId: string) => void
  /** Takes the focus when a plan is discarded. */
  button: Ref<HTMLButtonElement>
}

/** Asks for a plan: of what changed or of everything, of all entities or of one. */
export function PlanForm({ link, connector, onMade, button }: PlanFormProps) {
  const make = useMakePlan(link.id)
  const [entity, setEntity] = useState('')
  const [full, setFull] = useState(false)
  const switchedOn = Object.entries(link.entities).filter(
    ([, { toConnec, toExternal }]) => toConnec || toExternal,
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate(
      { ...(full && { full }), ...(entity !== '' && { only: [entity] }) },
      { onSuccess: ({ id }) => onMade(id) },
    )
  }
  return (
    <>
      <form onSubmit={submit}>
        <Group gap="md" align="flex-end">
          <NativeSelect
            label="Entity"
            value={entity}
            onChange={(event) => setEntity(event.currentTarget.value)}
            data={[
              { value: '', label: 'All that are switched on' },
              ...switchedOn.map(([name]) => ({ value: name, label: entityLabel(connector, name) })),
            ]}
            style={{ flex: '0 1 18rem' }}
          />
          <Checkbox
            label="Look at every record, not only at what changed"
            checked={full}
            onChange={(event) => setFull(event.currentTarget.checked)}
            mb={8}
          />
          <Button type="submit" ref={button} loading={make.isPending}>
            Make a plan
          </Button>
        </Group>
      </form>
      {make.error && <Failure title="Not planned" error={make.error} />}
    </>
  )
}
