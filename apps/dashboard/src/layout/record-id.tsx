import { Text } from '@mantine/core'

/** An id of either side, easy to tell apart and to copy. */
export const RecordId = ({ resource, id }: { resource: string; id: string }) => (
  <>
    <Text span size="sm" ff="monospace">
      {id}
    </Text>{' '}
    <Text span size="sm" c="dimmed">
      {resource.replaceAll('_', ' ')}
    </Text>
  </>
)
