import type { Pseudonyms } from './pseudonyms.js'

export interface TextReplacer {
  /** Any text: addresses, mail addresses and words in it are replaced, what holds them together stays. */
  text(value: string): string
  /** An id, of which a prefix that tells its kind stays: `per_4801` becomes `per_7263`. */
  id(value: string): string
  url(value: string): string
}

export interface TextReplacerOptions {
  pseudonyms: Pseudonyms
  /** Origins of the API, and what they are called in the recording: its links stay links to it. */
  origins: ReadonlyMap<string, string>
  /** Words of the API that stand in its addresses: `people`, `v2`. */
  apiWords: ReadonlySet<string>
  /** Ids of the recording, so that they are replaced alike in addresses and texts. */
  ids: ReadonlySet<string>
  keepIds: boolean
}

/** Where a letter or digit is: replaced as one run. */
const RUN = /[\p{L}\p{M}\p{N}]+/gu
const ADDRESS = /https?:\/\/[^\s"'<>]+|[^\s"'<>@,;:()]+@[^\s"'<>@,;:()]+/g
/** Long, with letters and digits mixed: a key, a token, a hash. */
const OPAQUE = /(?=[\w+/=~-]*\d)(?=[\w+/=~-]*[a-z])[\w+/=~-]{16,}/gi
const KIND_PREFIX = /^[a-z]{2,6}_(?=.)/
/** Parameters that say how a list is to be, not what is in it. */
const ORDERING = /^(sort|order|direction|fields|include|expand)/
const SMALL_NUMBER = /^\d{1,4}$/

export function createTextReplacer(options: TextReplacerOptions): TextReplacer {
  const { pseudonyms, origins, apiWords, ids, keepIds } = options
  return { text, id, url }

  function text(value: string): string {
    if (ids.has(value)) return id(value)
    let from = 0
    const parts: string[] = []
    for (const found of value.matchAll(ADDRESS)) {
      parts.push(words(value.slice(from, found.index)))
      parts.push(found[0].startsWith('http') ? url(found[0]) : mail(found[0]))
      from = found.index + found[0].length
    }
    return [...parts, words(value.slice(from))].join('')
  }

  function id(value: string): string {
    if (keepIds && !value.includes('@')) return value
    const prefix = KIND_PREFIX.exec(value)?.[0] ?? ''
    return prefix + words(value.slice(prefix.length))
  }

  function words(value: string): string {
    let from = 0
    const parts: string[] = []
    for (const found of value.matchAll(OPAQUE)) {
      parts.push(runs(value.slice(from, found.index)), pseudonyms.ofWhole(found[0]))
      from = found.index + found[0].length
    }
    return [...parts, runs(value.slice(from))].join('')
  }

  function runs(value: string): string {
    return value.replaceAll(RUN, (run) => pseudonyms.of(run))
  }

  function mail(value: string): string {
    const at = value.lastIndexOf('@')
    return `${words(value.slice(0, at))}@${host(value.slice(at + 1))}`
  }

  /** Names that nobody can have: the last part is `example`. */
  function host(value: string): string {
    const labels = value.split('.')
    return [...(labels.length > 1 ? labels.slice(0, -1) : labels).map(words), 'example'].join('.')
  }

  function url(value: string): string {
    if (!URL.canParse(value)) return words(value)
    const { origin, pathname, searchParams, hash, protocol, hostname } = new URL(value)
    const known = origins.get(origin)
    const keeps = (part: string) => known !== undefined && (apiWords.has(part) || SMALL_NUMBER.test(part))
    const path = pathname.split('/').map((part) => address(decoded(part), keeps))
    const query = [...searchParams].map(([name, one]) => {
      const isOurs = known !== undefined && ORDERING.test(name) && isName(one)
      return [address(name, () => isName(name)), address(one, isOurs ? isName : keeps)]
        .map(encodeURIComponent)
        .join('=')
    })
    const search = query.length === 0 ? '' : `?${query.join('&')}`
    const fragment = hash === '' ? '' : `#${words(hash.slice(1))}`
    return `${known ?? `${protocol}//${host(hostname)}`}${path.map(encodeURIComponent).join('/')}${search}${fragment}`
  }

  function address(part: string, keeps: (part: string) => boolean): string {
    if (ids.has(part)) return id(part)
    return part === '' || keeps(part) ? part : text(part)
  }
}

/** A name of a parameter or field, rather than somebody's data. */
export const isName = (key: string): boolean =>
  /^[A-Za-z_$][\w$.[\]-]{0,40}$/.test(key) && !/\d{5,}/.test(key)

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
