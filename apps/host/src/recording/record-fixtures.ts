import { createHmac } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Credentials } from '@duet/oauth'
import type { Link } from '@duet/store'
import { HostError } from '../host-error.js'
import type { HostContext } from '../open-context.js'
import { secretKey } from '../settings/secret-key.js'
import { secretsOf } from '../settings/secrets-of.js'
import { recordAnswers } from './record-answers.js'
import { replaceHeard } from './replace-heard.js'

export interface RecordRequest {
  link: Link
  limit: number
  /** Where the files go; the `fixtures` of the connector's package unless given. */
  to: string | undefined
  keep: readonly string[]
  keepIds: boolean
  onResource(name: string): void
}

/** What was recorded. */
export interface Recorded {
  readonly connector: string
  readonly folder: string
  readonly files: readonly string[]
  readonly kept: readonly string[]
  readonly notes: readonly string[]
}

/** Records real answers of a link's application as fixtures, secrets and personal data replaced. Throws `DuetError`. */
export async function recordFixtures(context: HostContext, request: RecordRequest): Promise<Recorded> {
  const { link, limit, keep, keepIds, onResource } = request
  const { settings, catalog, vault } = context
  const heard = await recordAnswers(context, { link, limit, onResource })
  const credentials = await vault.get(link.id)
  const { files, kept } = replaceHeard(heard, {
    // One for this host, so that what is recorded again tomorrow has the same names.
    key: createHmac('sha256', secretKey(settings).current.key).update('recordings').digest(),
    secrets: [...secretsOf(settings), ...(credentials === undefined ? [] : secretsIn(credentials))],
    ...{ keep, keepIds },
    origin: settings.connectors[link.connector]?.origin,
  })
  if (files.length === 0)
    throw new HostError(
      `Failed to record: the application answered no record. ${heard.notes.join(' ')} Make some there first.`,
    )
  const folder = request.to ?? path.join(catalog.connectors.get(link.connector)?.path ?? '.', 'fixtures')
  for (const file of files) {
    const place = path.join(folder, file.path)
    mkdirSync(path.dirname(place), { recursive: true })
    writeFileSync(place, `${JSON.stringify(file.content, null, 2)}\n`)
  }
  return {
    connector: link.connector,
    folder,
    files: files.map((file) => file.path),
    kept,
    notes: heard.notes,
  }
}

function secretsIn(credentials: Credentials): string[] {
  switch (credentials.kind) {
    case 'oauth2':
      return [credentials.tokens.accessToken, credentials.tokens.refreshToken].filter(
        (one) => one !== undefined && one !== null,
      )
    case 'api-key':
      return [credentials.key]
    case 'basic':
      return [credentials.password]
  }
}
