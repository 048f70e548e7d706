import { Button } from '@mantine/core'
import { replaceQuery } from '../../route.js'

interface AskWhyProps {
  /** Id on either side. */
  recordId: string
  /** Tells one button from the next for who cannot see the row. */
  name: string
}

/** Shows what was decided about a record, and why. */
export const AskWhy = ({ recordId, name }: AskWhyProps) => (
  <Button
    size="compact-md"
    variant="default"
    aria-label={`Why? ${name}`}
    onClick={() => replaceQuery({ show: 'why', id: recordId })}
  >
    Why?
  </Button>
)
