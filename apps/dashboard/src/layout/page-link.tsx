import type { MouseEvent, ReactNode } from 'react'
import { navigate } from '../route.js'
import styles from './page-link.module.css'

/** Follows an anchor inside the page, unless the visitor wants it elsewhere (new tab, new window). */
export function followLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  navigate(event.currentTarget.pathname + event.currentTarget.search)
}

/** A link to another page of the dashboard. */
export const PageLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <a href={to} className={styles.link} onClick={followLink}>
    {children}
  </a>
)
