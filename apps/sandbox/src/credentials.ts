import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const key = z.string().min(16)
const credentials = z.object({
  /** The host's key at the hub, and that of the sandbox page, another application of the same company. */
  hostKey: key,
  pageKey: key,
  baseCrmSecret: key,
  webhookSecret: key,
  /** Seals the host's tokens; 32 bytes. */
  sealingKey: key,
})

/** Secrets of the tour; made at its first start, never part of the repository. */
export type SandboxCredentials = z.output<typeof credentials>

/** Reads the secrets in a folder, or makes them. Throws when the file is damaged. */
export function sandboxCredentials(folder: string): SandboxCredentials {
  const file = path.join(folder, 'credentials.json')
  const kept = readIfThere(file)
  if (kept !== undefined) {
    const parsed = credentials.safeParse(kept)
    if (parsed.success) return parsed.data
    throw new Error(
      `Failed to read ${file}: it is damaged. Delete the folder ${folder} to start the tour afresh.`,
    )
  }
  const fresh = {
    hostKey: secret(),
    pageKey: secret(),
    baseCrmSecret: secret(),
    webhookSecret: secret(),
    sealingKey: secret(),
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 })
  return fresh
}

const secret = () => randomBytes(32).toString('hex')

function readIfThere(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`Failed to read ${file}: it is not JSON. Delete its folder to start the tour afresh.`, {
      cause,
    })
  }
}
