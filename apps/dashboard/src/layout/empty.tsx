import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** What stands where nothing is yet. */
export const Empty = ({ children }: { children: ReactNode }) => <Text c="dimmed">{children}</Text>
