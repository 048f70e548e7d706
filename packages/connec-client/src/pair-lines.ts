import { isBlank, isPlainObject } from '@duet/core'

/** A line of either side: the application's id of it, where known, and its mapped content. */
export interface Line {
  readonly id: string | undefined
  readonly content: unknown
}

/** Places of two lines that are the same one: at the hub, and in the application's answer. */
export type LinePair = readonly [hub: number, answer: number]

type Placed = Line & { readonly at: number }

interface Unpaired {
  readonly hub: readonly Placed[]
  readonly answer: readonly Placed[]
}

/**
 * Pairs the lines of one record: first by an id both know, then by equal content. What remains pairs in order only if
 * as many are left on both sides and none at the hub has an id of ours; otherwise it stays unpaired.
 */
export function pairLines(
  hub: readonly Line[],
  answer: readonly Line[],
  idKeys: readonly string[],
): readonly LinePair[] {
  const pairs: LinePair[] = []
  const byId = pairBy({ hub: placed(hub), answer: placed(answer) }, pairs, ({ id }) => id)
  const paths = [...new Set(byId.answer.flatMap(({ content }) => leafPaths(content, idKeys)))]
  const rest = paths.length === 0 ? byId : pairBy(byId, pairs, ({ content }) => contentKey(content, paths))
  pairInOrder(rest, pairs)
  return pairs.sort(([a], [b]) => a - b)
}

const placed = (lines: readonly Line[]): Placed[] => lines.map((line, at) => ({ ...line, at }))

/** Pairs lines of equal key and returns the others. */
function pairBy(lines: Unpaired, pairs: LinePair[], keyOf: (line: Line) => string | undefined): Unpaired {
  const waiting = new Map<string, Placed[]>()
  for (const line of lines.hub) {
    const key = keyOf(line)
    if (key !== undefined)
      waiting
        .set(key, waiting.get(key) ?? [])
        .get(key)
        ?.push(line)
  }
  const taken = new Set<Placed>()
  const answer = lines.answer.filter((line) => {
    const partner = waiting.get(keyOf(line) ?? '')?.shift()
    if (partner === undefined) return true
    taken.add(partner)
    pairs.push([partner.at, line.at])
    return false
  })
  return { hub: lines.hub.filter((line) => !taken.has(line)), answer }
}

function pairInOrder({ hub, answer }: Unpaired, pairs: LinePair[]): void {
  if (hub.length !== answer.length || hub.some(({ id }) => id !== undefined)) return
  for (const [place, line] of answer.entries()) {
    const partner = hub[place]
    if (partner !== undefined) pairs.push([partner.at, line.at])
  }
}

const contentKey = (content: unknown, paths: readonly string[]): string =>
  JSON.stringify(paths.map((path) => leafAt(content, path)))

/** Paths of the values in a line, its ids aside; lists inside it have lines of their own. */
function leafPaths(value: unknown, idKeys: readonly string[], prefix = ''): string[] {
  if (!isPlainObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (prefix === '' && idKeys.includes(key)) return []
    if (isPlainObject(inner)) return leafPaths(inner, idKeys, `${prefix}${key}.`)
    return Array.isArray(inner) ? [] : [`${prefix}${key}`]
  })
}

/** The value at a path; absent, null and empty are the same here. */
function leafAt(content: unknown, path: string): unknown {
  let value = content
  for (const key of path.split('.')) value = isPlainObject(value) ? value[key] : undefined
  return isBlank(value) ? null : value
}
