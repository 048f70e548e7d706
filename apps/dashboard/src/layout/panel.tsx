import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  title: string
  /** 2 on a page, 3 within a panel of a page. */
  order?: 2 | 3
  description?: ReactNode
  /** Buttons beside the heading. */
  actions?: ReactNode
  children?: ReactNode
}

/** A titled part of a page. */
export function Panel({ title, order = 2, description, actions, children }: PanelProps) {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} className={styles.panel}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="md">
          <div className={styles.words}>
            <Title order={order} id={id} size="h2">
              {title}
            </Title>
            {description && (
              <Text c="dimmed" size="sm" mt={4} component="div">
                {description}
              </Text>
            )}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </Group>
        {children}
      </Stack>
    </Paper>
  )
}
