import type { ReactNode } from 'react'
import type { Mood } from '../words/run-words.js'
import styles from './tag.module.css'

/** A state: a coloured dot and its words, so that colour is never the only sign. */
export const Tag = ({ mood, children }: { mood: Mood; children: ReactNode }) => (
  <span className={styles.tag} data-mood={mood}>
    {children}
  </span>
)
