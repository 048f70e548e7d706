import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { HostError } from '../host-error.js'

const key = z.string().min(32)
const secrets = z.object({ hubKey: key, webhookSecret: key, sealingKey: key })

/** Secrets of an author's session; made at its first start, they stay in its folder. */
export type AuthorSecrets = z.output<typeof secrets>

/** Reads them, or makes them. Throws `HostError` when the file is damaged. */
export function authorSecrets(dataFolder: string): AuthorSecrets {
  const file = path.join(dataFolder, 'secrets.json')
  if (!existsSync(file)) {
    const fresh = { hubKey: newSecret(), webhookSecret: newSecret(), sealingKey: newSecret() }
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 })
    return fresh
  }
  try {
    return secrets.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new HostError(
      `Failed to read ${file}: it is damaged. Delete the folder ${dataFolder} to start afresh.`,
      {
        cause,
      },
    )
  }
}

const newSecret = () => randomBytes(32).toString('hex')
