import styles from './progress-bar.module.css'

/** Says that something goes on whose end nobody knows; empty, it keeps the room. */
export const ProgressBar = ({ label }: { label?: string | undefined }) => (
  <div className={styles.bar} {...(label ? { role: 'progressbar', 'aria-label': label } : {})} />
)
