import type { Connector } from '@duet/core'
import type { HeardAnswer } from '@duet/http'
import { HostError } from '../host-error.js'
import { certainFields } from './certain-fields.js'
import { createPseudonyms } from './pseudonyms.js'
import type { Heard } from './record-answers.js'
import { createTextReplacer, type TextReplacer } from './replace-text.js'
import { idsIn, type ReplaceOptions, replaceValues } from './replace-values.js'

/** A file of a recording: nothing in it tells of anybody. */
export interface RecordedFile {
  /** Relative to the folder of fixtures. */
  readonly path: string
  readonly content: unknown
}

export interface Replaced {
  readonly files: readonly RecordedFile[]
  /** Fields of which texts stayed as they were, to be looked at by a person. */
  readonly kept: readonly string[]
}

export interface ReplaceHeardOptions {
  /** Who has it can tell which value became which. */
  key: string | Uint8Array
  /** What the account signs in with, and the settings' secrets. */
  secrets: readonly string[]
  keep: readonly string[]
  keepIds: boolean
  /** Where the API was reached, when not where the connector says. */
  origin?: string | undefined
}

const SHORTEST_SECRET = 6

/** Headers that describe an answer; all others are left out. */
const HEADERS =
  /^(content-type|link|retry-after|x-total(-count)?|x-page|x-per-page|x-(rate-?limit|ratelimit).*)$/

/** Replaces whatever may be a secret or about somebody in what was heard. Throws `HostError` when something stayed. */
export function replaceHeard(heard: Heard, options: ReplaceHeardOptions): Replaced {
  const { connector, records, answers } = heard
  const bodies = new Map([...answers].map(([resource, all]) => [resource, all.filter(isRead).map(withBody)]))
  const pseudonyms = createPseudonyms(options.key)
  const kept = new Set<string>()
  const secrets = options.secrets.filter((secret) => secret.length >= SHORTEST_SECRET)
  const replacer = createTextReplacer({
    pseudonyms,
    origins: originsOf(connector, options.origin),
    apiWords: wordsOf(
      connector,
      [...bodies.values()].flatMap(([first]) => first?.url ?? []),
    ),
    ids: new Set(idsIn([[...records.values()], [...bodies.values()].flat().map(({ body }) => body)])),
    keepIds: options.keepIds,
  })
  const replacing = (extra: readonly string[] = []): ReplaceOptions => ({
    replacer,
    pseudonyms,
    secrets,
    keepIds: options.keepIds,
    keep: [...options.keep, ...extra],
    onKept: (path) => kept.add(path),
  })
  const files: RecordedFile[] = []
  for (const [resource, found] of records) {
    const certain = found.flatMap((raw) => certainFields(resource, raw, replacer))
    const all = replacing([...new Set(certain)])
    const content = found.map((raw) => replaceValues(raw, resource.name, all))
    if (content.length > 0) files.push({ path: `${resource.name}-recorded.json`, content })
    for (const [at, answer] of (bodies.get(resource) ?? []).entries()) {
      const { method, url, status, headers, body } = answer
      files.push({
        path: `answers/${resource.name}-${at + 1}.json`,
        content: {
          request: { method, url: replacer.url(url.href) },
          answer: {
            status,
            headers: headersOf(headers, replacer),
            body: replaceValues(body, resource.name, all),
          },
        },
      })
    }
  }
  refuseLeaks(files, [...secrets, ...mailsIn([...bodies.values()].flat())])
  return { files, kept: [...kept].sort() }
}

interface ParsedAnswer extends Omit<HeardAnswer, 'body'> {
  readonly body: unknown
}

const isRead = ({ method }: HeardAnswer): boolean => method === 'GET'

function withBody({ body, ...answer }: HeardAnswer): ParsedAnswer {
  const text = body.toString('utf8')
  try {
    return { ...answer, body: JSON.parse(text) }
  } catch {
    return { ...answer, body: text }
  }
}

const headersOf = (headers: HeardAnswer['headers'], { text }: TextReplacer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => HEADERS.test(name))
      .map(([name, value]) => [name, name === 'link' ? links(value, text) : value]),
  )

/** `<https://…>; rel="next"`: the address is replaced, the relation is a word of HTTP. */
const links = (value: string, text: (value: string) => string): string =>
  value.replaceAll(/<([^>]*)>/g, (_, address: string) => `<${text(address)}>`)

function originsOf({ baseUrl }: Connector, reached: string | undefined): Map<string, string> {
  const { origin } = new URL(baseUrl)
  return new Map([
    [origin, origin],
    ...(reached === undefined ? [] : [[new URL(reached).origin, origin] as const]),
  ])
}

/** Words of the API in addresses: those the connector itself asked for. */
const wordsOf = ({ baseUrl }: Connector, asked: readonly URL[]): Set<string> =>
  new Set(
    [new URL(baseUrl), ...asked]
      .flatMap(({ pathname }) => pathname.split('/'))
      .filter((part) => /^[A-Za-z][\w.-]{0,30}$/.test(part)),
  )

/** What a person will not find by looking: a secret, or a mail address, in whatever came out. */
function refuseLeaks(files: readonly RecordedFile[], canaries: readonly string[]): void {
  for (const { path, content } of files) {
    const text = JSON.stringify(content)
    if (canaries.some((canary) => text.includes(JSON.stringify(canary).slice(1, -1))))
      throw new HostError(
        `Failed to record ${path}: a secret or a mail address would have stayed in it. Take the field out of --keep, or record fewer resources.`,
      )
  }
}

const mailsIn = (value: unknown): string[] =>
  JSON.stringify(value)?.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? []
