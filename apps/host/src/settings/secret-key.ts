import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type SealingKey, sealingKey } from '@duet/oauth'
import type { Settings } from './settings.js'
import { SettingsError } from './settings-error.js'

/**
 * The key that seals credentials: the setting, else one made at the first start in `<dataFolder>/secret.key`.
 *
 * Throws `SettingsError` when the data is on PostgreSQL and no key is set: hosts on several machines must share it.
 */
export function secretKey(settings: Settings): { current: SealingKey; previous: SealingKey[] } {
  const current = settings.secretKey ?? keyOnDisk(settings)
  return { current: named(current), previous: settings.previousSecretKeys.map(named) }
}

/** A key is known by its fingerprint, so that a changed setting is noticed rather than guessed. */
function named(text: string): SealingKey {
  const key = sealingKey(text)
  return { id: createHash('sha256').update('duet/key-id').update(key).digest('hex').slice(0, 8), key }
}

function keyOnDisk({ database, dataFolder, file }: Settings): string {
  if ('url' in database) {
    throw new SettingsError(
      `Failed to read the settings: with PostgreSQL every host must have the same secret key, and none is set. Set DUET_SECRET_KEY, or "secretKey" in ${file ?? 'duet.config.json'}, to 32 random bytes in base64 (openssl rand -base64 32).`,
    )
  }
  const keyFile = path.join(dataFolder, 'secret.key')
  const found = readKey(keyFile)
  if (found !== undefined) return found
  makeKey(keyFile)
  return readKey(keyFile) ?? ''
}

function readKey(keyFile: string): string | undefined {
  let text: string
  try {
    text = readFileSync(keyFile, 'utf8').trim()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new SettingsError(
      `Failed to read ${keyFile}: this user may not. Give it the right to read that file.`,
      { cause },
    )
  }
  if (text.length >= 16) return text
  throw new SettingsError(
    `Failed to read ${keyFile}: it holds no key. Restore it from a backup; without it stored credentials cannot be opened and accounts must be linked again.`,
  )
}

/** Whole or not at all, and never over a key another process made meanwhile. */
function makeKey(keyFile: string): void {
  const draft = `${keyFile}.${randomUUID()}`
  try {
    mkdirSync(path.dirname(keyFile), { recursive: true, mode: 0o700 })
    writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    linkSync(draft, keyFile)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return
    throw new SettingsError(
      `Failed to make the secret key: ${keyFile} cannot be written. Name a folder this user may write to in "dataFolder".`,
      { cause },
    )
  } finally {
    rmSync(draft, { force: true })
  }
}
