import { Button, Group } from '@mantine/core'
import { Notice } from './notice.js'

interface FailureProps {
  /** What was tried: "Synchronize". */
  title?: string
  error: Error
  retry?: () => unknown
}

/** An error of the API in its own words. */
export const Failure = ({ title, error, retry }: FailureProps) => (
  <Notice mood="bad" role="alert" {...(title ? { title } : {})}>
    {error.message}
    {retry && (
      <Group mt="xs">
        <Button size="compact-md" variant="default" onClick={() => void retry()}>
          Try again
        </Button>
      </Group>
    )}
  </Notice>
)
