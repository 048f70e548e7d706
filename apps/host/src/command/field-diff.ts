import { diffWordsWithSpace } from 'diff'
import { hasColours, type Style } from './style.js'

/** One field of a record, before and after. */
export interface FieldDiff {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** Longer texts are compared word by word instead of shown twice. */
const SHORT = 60
/** Characters shown on either side of what changed in a long text. */
const AROUND = 24
const MOST = 200

/**
 * How a field changes, in one line: `name: "Ada" → "Ada L."`; of long texts only what changed and a little around it, with
 * `[-removed-]` and `{+added+}` where there are no colours.
 */
export function fieldDiff({ field, before, after }: FieldDiff, style: Style): string {
  const name = style('quiet', `${field}:`)
  if (before === null) return `${name} ${style('added', quoted(after))}`
  if (after === null || isShort(before, after))
    return `${name} ${style('removed', quoted(before))} → ${style('added', quoted(after))}`
  return `${name} ${wordDiff(before, after, style)}`
}

const isShort = (before: string, after: string): boolean =>
  before.length <= SHORT && after.length <= SHORT && !/\n/.test(before + after)

function wordDiff(before: string, after: string, style: Style): string {
  const marked = hasColours(style)
    ? { removed: (words: string) => words, added: (words: string) => words }
    : { removed: (words: string) => `[-${words}-]`, added: (words: string) => `{+${words}+}` }
  const changes = diffWordsWithSpace(before, after)
  return changes
    .map(({ value, added, removed }, at) => {
      const words = oneLine(value)
      if (added) return style('added', marked.added(cut(words)))
      if (removed) return style('removed', marked.removed(cut(words)))
      return unchanged(words, { isFirst: at === 0, isLast: at === changes.length - 1 })
    })
    .join('')
}

/** What did not change, as far as it helps to find the place. */
function unchanged(words: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  const room = isFirst || isLast ? AROUND : 2 * AROUND
  if (words.length <= room) return words
  const start = isFirst ? '' : words.slice(0, AROUND)
  return `${start}…${isLast ? '' : words.slice(-AROUND)}`
}

function quoted(value: string | null): string {
  return value === null ? '(empty)' : `"${cut(oneLine(value))}"`
}

const oneLine = (text: string): string => text.replaceAll('\n', '⏎')

const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text)
