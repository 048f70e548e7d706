import { Container } from '@mantine/core'
import type { ReactNode } from 'react'
import { isSignedOut } from '../api/api-failure.js'
import { useOrganizations } from '../api/use-organizations.js'
import { SignedOut } from '../session/signed-out.js'
import { Header } from './header.js'
import styles from './page.module.css'
import { Unreachable } from './unreachable.js'

/** The frame around every page; a visitor who is not signed in sees how to, instead of the page. */
export function Page({ children }: { children: ReactNode }) {
  const { error } = useOrganizations()
  const signedOut = isSignedOut(error)
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <Header signedOut={signedOut} />
      <Container component="main" id="main" tabIndex={-1} size={1080} className={styles.main}>
        {signedOut ? <SignedOut /> : children}
      </Container>
      <Unreachable error={error} />
    </>
  )
}
