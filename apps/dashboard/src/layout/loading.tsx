import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'

/** Keeps the place of what is still on its way. */
export const Loading = ({ what, lines = 3 }: { what: string; lines?: number }) => (
  <Stack gap="sm" aria-busy>
    <VisuallyHidden>Loading {what}…</VisuallyHidden>
    {Array.from({ length: lines }, (_, line) => line).map((line) => (
      <Skeleton key={line} height={44} />
    ))}
  </Stack>
)
