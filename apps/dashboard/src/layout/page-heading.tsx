import { Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { hasMoved } from '../route.js'

interface PageHeadingProps {
  /** The window's title. */
  title: string
  children: ReactNode
}

/** The heading of a page; takes the focus when the visitor came from another page, as a fresh document would. */
export function PageHeading({ title, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} – Duet`
  }, [title])
  useEffect(() => {
    if (hasMoved()) heading.current?.focus()
  }, [])
  return (
    <Title order={1} ref={heading} tabIndex={-1}>
      {children}
    </Title>
  )
}
