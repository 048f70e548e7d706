import { isoDate } from '@duet/core'
import { z } from 'zod'

/**
 * What was seen of a value in answers: which kinds of values, and what all of a kind have in common. Two shapes merge into
 * the shape of both; in which order does not matter.
 */
export interface Shape {
  /** There were nulls among them. */
  readonly nulls?: true
  readonly texts?: Texts
  readonly numbers?: { readonly areWhole: boolean }
  readonly booleans?: true
  readonly objects?: ReadonlyMap<string, Property>
  /** The shape of all elements. */
  readonly lists?: Shape
}

/** What all texts have in common. */
export interface Texts {
  readonly count: number
  readonly areMoments: boolean
  readonly areDays: boolean
  readonly areDecimals: boolean
  readonly areUuids: boolean
  readonly areLinks: boolean
  /** How often each text was seen; undefined where there are too many to be a choice of words. */
  readonly words: ReadonlyMap<string, number> | undefined
}

interface Property {
  readonly shape: Shape
  /** In how many objects it was seen, and the first place it had among the others. */
  readonly count: number
  readonly place: number
}

const MOST_WORDS = 8

/** The shape of one JSON value. */
export function shapeOf(value: unknown): Shape {
  if (typeof value === 'string') return { texts: textsOf(value) }
  if (typeof value === 'number') return { numbers: { areWhole: Number.isSafeInteger(value) } }
  if (typeof value === 'boolean') return { booleans: true }
  if (Array.isArray(value)) return { lists: mergeShapes(value.map(shapeOf)) }
  if (typeof value !== 'object' || value === null) return { nulls: true }
  return {
    objects: new Map(
      Object.entries(value).map(([name, inner], place) => [name, { shape: shapeOf(inner), count: 1, place }]),
    ),
  }
}

/** The shape of all values together. */
export const mergeShapes = (shapes: readonly Shape[]): Shape =>
  shapes.reduce((merged, shape) => bothShapes(merged, shape), {})

const accepts = (schema: z.ZodType) => (text: string) => schema.safeParse(text).success
const isMoment = accepts(isoDate.in)
const isDay = accepts(z.iso.date())
const isUuid = accepts(z.guid())
const isLink = (text: string) => /^(https?:\/\/|\/)\S+$/.test(text)

function textsOf(text: string): Texts {
  return {
    count: 1,
    areMoments: isMoment(text),
    areDays: isDay(text),
    areDecimals: /^-?\d+\.\d+$/.test(text),
    areUuids: isUuid(text),
    areLinks: isLink(text),
    words: /^[a-z][a-z_-]{1,29}$/i.test(text) ? new Map([[text, 1]]) : undefined,
  }
}

function bothShapes(a: Shape, b: Shape): Shape {
  return {
    ...either(a.nulls, b.nulls, 'nulls', () => true as const),
    ...either(a.texts, b.texts, 'texts', bothTexts),
    ...either(a.numbers, b.numbers, 'numbers', (x, y) => ({ areWhole: x.areWhole && y.areWhole })),
    ...either(a.booleans, b.booleans, 'booleans', () => true as const),
    ...either(a.objects, b.objects, 'objects', bothObjects),
    ...either(a.lists, b.lists, 'lists', bothShapes),
  }
}

function either<T, const Name extends string>(
  a: T | undefined,
  b: T | undefined,
  name: Name,
  merge: (a: T, b: T) => T,
): { [Each in Name]?: T } {
  // A computed key widens to any text, hence the cast.
  const value = a === undefined ? b : b === undefined ? a : merge(a, b)
  return value === undefined ? {} : ({ [name]: value } as { [Each in Name]?: T })
}

const bothTexts = (a: Texts, b: Texts): Texts => ({
  count: a.count + b.count,
  areMoments: a.areMoments && b.areMoments,
  areDays: a.areDays && b.areDays,
  areDecimals: a.areDecimals && b.areDecimals,
  areUuids: a.areUuids && b.areUuids,
  areLinks: a.areLinks && b.areLinks,
  words: bothWords(a.words, b.words),
})

function bothWords(a: Texts['words'], b: Texts['words']): Texts['words'] {
  if (a === undefined || b === undefined) return undefined
  const words = new Map(a)
  for (const [word, count] of b) words.set(word, (words.get(word) ?? 0) + count)
  return words.size > MOST_WORDS ? undefined : words
}

function bothObjects(
  a: ReadonlyMap<string, Property>,
  b: ReadonlyMap<string, Property>,
): ReadonlyMap<string, Property> {
  const merged = new Map(a)
  for (const [name, property] of b) {
    const other = merged.get(name)
    merged.set(name, other === undefined ? property : bothProperties(other, property))
  }
  return merged
}

const bothProperties = (a: Property, b: Property): Property => ({
  shape: bothShapes(a.shape, b.shape),
  count: a.count + b.count,
  place: Math.min(a.place, b.place),
})
