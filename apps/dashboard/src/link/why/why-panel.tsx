import type { ConnectorSummary, Link } from '@duet/host-api'
import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { Panel } from '../../layout/panel.js'
import { replaceQuery, useQueryString } from '../../route.js'
import { WhyAnswerView } from './why-answer.js'

interface WhyPanelProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** "Why did this record not synchronize?", answered in words. */
export function WhyPanel({ link, connector }: WhyPanelProps) {
  const asked = useQueryString().get('id') ?? ''
  const [id, setId] = useState(asked)
  useEffect(() => setId(asked), [asked])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    replaceQuery({ id: id.trim() || null })
  }
  return (
    <Panel
      title="Why did this record not synchronize?"
      description={`Give the id a record has in Connec! or in ${link.displayName}, and read what was decided about it.`}
    >
      <form onSubmit={submit}>
        <Group gap="sm" align="flex-end">
          <TextInput
            label="Id of the record"
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            style={{ flex: '1 1 16rem' }}
            maw={440}
          />
          <Button type="submit">Ask</Button>
        </Group>
      </form>
      {asked !== '' && <WhyAnswerView link={link} connector={connector} recordId={asked} />}
    </Panel>
  )
}
