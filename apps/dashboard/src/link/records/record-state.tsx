import type { SharedRecord } from '@duet/host-api'
import { Text } from '@mantine/core'
import { Tag } from '../../layout/tag.js'
import type { Mood } from '../../words/run-words.js'

/** Whether a pair of records is whole, with the message it carries. */
export function RecordState({ record, displayName }: { record: SharedRecord; displayName: string }) {
  const { mood, words } = stateOf(record, displayName)
  return (
    <>
      <Tag mood={mood}>{words}</Tag>
      {record.message && (
        <Text size="sm" c="dimmed">
          {record.message}
        </Text>
      )}
    </>
  )
}

function stateOf(record: SharedRecord, displayName: string): { mood: Mood; words: string } {
  if (record.inactive) return { mood: 'quiet', words: 'No longer shared' }
  if (record.externalId === null) return { mood: 'warning', words: `Not in ${displayName}` }
  if (record.connecId === null) return { mood: 'warning', words: 'Not in Connec!' }
  return { mood: 'good', words: 'Shared' }
}
