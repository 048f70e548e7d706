import { CloseButton, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Mood } from '../words/run-words.js'
import styles from './notice.module.css'

interface NoticeProps {
  mood: Mood
  title?: string
  children?: ReactNode
  /** A button that takes the notice away. */
  onClose?: () => void
  /** `alert` is read out at once; for what answers a deed of the visitor. */
  role?: 'alert' | 'status'
}

/** A remark with a coloured edge. */
export const Notice = ({ mood, title, children, onClose, role }: NoticeProps) => (
  <div className={styles.notice} data-mood={mood} {...(role ? { role } : {})}>
    <div className={styles.words}>
      {title && <Text fw={600}>{title}</Text>}
      {children && <div className={styles.body}>{children}</div>}
    </div>
    {onClose && <CloseButton aria-label="Close this notice" onClick={onClose} />}
  </div>
)
