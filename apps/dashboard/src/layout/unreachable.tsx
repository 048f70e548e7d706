import { isUnreachable } from '../api/api-failure.js'
import { Notice } from './notice.js'
import styles from './page.module.css'

/** Says that the host stopped answering, above the page, so that nothing on it moves. */
export const Unreachable = ({ error }: { error: unknown }) => (
  <div role="status" className={styles.unreachable}>
    {isUnreachable(error) && (
      <Notice mood="bad" title="Duet does not answer">
        What you see may be old. This page keeps trying.
      </Notice>
    )}
  </div>
)
