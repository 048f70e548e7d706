import type { Link } from '@duet/host-api'
import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useUpdateLink } from '../../api/use-update-link.js'
import { Failure } from '../../layout/failure.js'
import { Panel } from '../../layout/panel.js'
import { formatDay } from '../../words/format-moment.js'

/** From which day on records are shared. */
export function HistoryLimitPanel({ link }: { link: Link }) {
  const update = useUpdateLink(link)
  const [day, setDay] = useState(dayOf(link.historyLimit))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ historyLimit: day === '' ? null : new Date(`${day}T00:00`).getTime() })
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
            onChange={(event) => setDay(event.currentTarget.value)}
            w={280}
            maw="100%"
          />
          <Button
            type="submit"
            variant="default"
            loading={update.isPending}
            disabled={day === dayOf(link.historyLimit)}
          >
            Save
          </Button>
        </Group>
      </form>
      {update.isError && <Failure title="Not changed" error={update.error} />}
    </Panel>
  )
}

const wordsOf = ({ historyLimit }: Link) =>
  historyLimit === null
    ? 'Records are shared however old they are.'
    : `Records created before ${formatDay(historyLimit)} stay where they are; those shared already go on being shared.`

/** The day of a moment in this browser's time zone, as a date field writes it. */
function dayOf(at: number | null): string {
  if (at === null) return ''
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
