import { Button, Container } from '@mantine/core'
import { useSignOut } from '../api/use-sign-out.js'
import { Logo } from './logo.js'
import styles from './page.module.css'
import { followLink } from './page-link.js'

/** The bar on top: the way home and the way out. */
export function Header({ signedOut }: { signedOut: boolean }) {
  const signOut = useSignOut()
  return (
    <header className={styles.header}>
      <Container size={1080} className={styles.bar}>
        <a href="/" className={styles.brand} onClick={followLink}>
          <Logo /> Duet
        </a>
        {!signedOut && (
          <Button variant="subtle" size="compact-md" onClick={() => signOut.mutate()}>
            Sign out
          </Button>
        )}
      </Container>
    </header>
  )
}
