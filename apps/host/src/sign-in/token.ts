import { createHash, randomBytes } from 'node:crypto'

/** An unguessable word. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: enough to know it again, too little to use it. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
