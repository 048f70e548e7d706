import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { DefinitionError } from '@duet/core'
import { SealError } from './errors.js'

/** A key and the name under which texts sealed with it know it. */
export interface SealingKey {
  /** Letters, digits, `-` and `_`. */
  id: string
  /** 32 bytes; `sealingKey` makes them from a setting. */
  key: Buffer
}

/** Encrypts secrets at rest, each bound to where it belongs. */
export interface Sealer {
  /** `aad` is what the text belongs to, the id of its link; it opens only with the same. */
  seal(text: string, aad: string): string
  /** Throws `SealError`. */
  open(sealed: string, aad: string): string
  /** True when the text was sealed with the current key: the others are about to go. */
  isCurrent(sealed: string): boolean
}

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12

/**
 * AES-256-GCM, as `v1.<key id>.<iv>.<ciphertext>.<tag>` in base64url. To rotate, make the old key a previous one: every
 * key opens, the current one seals.
 *
 * @example
 * const sealer = createSealer({ current: { id: '2', key: newKey }, previous: [{ id: '1', key: oldKey }] })
 */
export function createSealer({
  current,
  previous = [],
}: {
  current: SealingKey
  previous?: readonly SealingKey[]
}): Sealer {
  const keys = new Map([...previous, current].map((key) => [checked(key).id, key.key]))

  return {
    seal(text, aad) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, current.key, iv).setAAD(Buffer.from(aad))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))
      return ['v1', current.id, ...parts].join('.')
    },
    open(sealed, aad) {
      const [version, id = '', iv, text, tag, ...rest] = sealed.split('.')
      if (version !== 'v1' || iv === undefined || text === undefined || tag === undefined || rest.length > 0)
        throw failed('they have another form', 'Restore the database from a copy, or link the account again')
      const key = keys.get(id)
      if (key === undefined)
        throw failed(
          `they were sealed with key "${id}", which is not at hand`,
          'Give that key as a previous one',
        )
      return decrypt({ key, iv, text, tag, aad })
    },
    isCurrent: (sealed) => sealed.startsWith(`v1.${current.id}.`),
  }
}

function decrypt({
  key,
  iv,
  text,
  tag,
  aad,
}: {
  key: Buffer
  iv: string
  text: string
  tag: string
  aad: string
}): string {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(aad))
      .setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
  } catch (error) {
    throw failed(
      'the key is another one, or they were altered, or they belong to another link',
      'Give the key they were sealed with, or link the account again',
      error,
    )
  }
}

function checked(key: SealingKey): SealingKey {
  if (key.key.length !== 32 || !/^[\w-]+$/.test(key.id))
    throw new DefinitionError(
      `Failed to read encryption key "${key.id}": it needs a plain id and 32 bytes. Make it with sealingKey().`,
    )
  return key
}

function failed(reason: string, fix: string, cause?: unknown): SealError {
  return new SealError(`Failed to open the credentials of a link: ${reason}. ${fix}.`, { cause })
}
