import { scryptSync } from 'node:crypto'
import { DefinitionError } from '@duet/core'

const KEY_BYTES = 32
const SHORTEST = 16

/**
 * A key of 32 bytes from a setting: 32 bytes in hex or base64 as they are, anything else as a passphrase of at least 16
 * characters, stretched by scrypt. Throws `DefinitionError`.
 */
export function sealingKey(text: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64')
  if (text.length < SHORTEST)
    throw new DefinitionError(
      `Failed to read the encryption key: a passphrase of ${text.length} characters can be guessed. Give 32 random bytes in hex or base64 (openssl rand -hex 32).`,
    )
  // one salt for every installation: the passphrase is one, too, and must open what another process sealed
  return scryptSync(text, 'duet/credentials', KEY_BYTES)
}
