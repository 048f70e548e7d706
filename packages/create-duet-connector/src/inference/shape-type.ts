import type { Field, FieldType } from '../plan/field.js'
import { snakeCase } from '../plan/words.js'
import type { Shape, Texts } from './shape.js'

/** The type of a field of which nothing but values is known: `unknown` where they have no kind in common. */
export function shapeType(shape: Shape, name = ''): FieldType {
  const { texts, numbers, booleans, objects, lists } = shape
  const kinds = [texts, numbers, booleans, objects, lists].filter((kind) => kind !== undefined)
  if (kinds.length !== 1) return { kind: 'unknown' }
  if (texts) return textType(texts, snakeCase(name))
  if (numbers) return numberType(numbers, snakeCase(name))
  if (booleans) return { kind: 'boolean' }
  // A field may be null anywhere, an element of a list may not.
  if (lists) return { kind: 'list', item: lists.nulls ? { kind: 'unknown' } : shapeType(lists, name) }
  return objectType(objects ?? new Map())
}

/** Properties in the order they have in answers. */
function objectType(properties: NonNullable<Shape['objects']>): FieldType {
  if (properties.size === 0) return { kind: 'unknown' }
  const inOrder = [...properties].toSorted(
    ([a, { place }], [b, other]) => place - other.place || (a < b ? -1 : 1),
  )
  return {
    kind: 'object',
    fields: inOrder.map(([name, { shape }]): Field => ({ name, type: shapeType(shape, name) })),
  }
}

const isMoney = (name: string) => /price|amount|total|cost|balance|fee|rate|percent|tax|value/.test(name)

function textType(texts: Texts, name: string): FieldType {
  if (texts.areMoments) return { kind: 'moment' }
  if (texts.areDays) return { kind: 'day' }
  if (texts.areDecimals && isMoney(name)) return { kind: 'decimal' }
  if (texts.areUuids) return { kind: 'text', format: 'uuid' }
  if (texts.areLinks) return { kind: 'text', format: 'link' }
  const values = choiceIn(texts, name)
  return { kind: 'text', ...(values && { values }) }
}

/** So often the same few words can hardly be chance, where the field is called like a choice. */
function choiceIn({ words, count }: Texts, name: string): readonly string[] | undefined {
  const isChoice = /(^|_)(status|state|type|kind|stage|category|level|priority)$/.test(name)
  if (!isChoice || words === undefined || words.size < 2 || count < words.size * 3) return undefined
  return [...words.values()].every((times) => times > 1) ? [...words.keys()].toSorted() : undefined
}

function numberType({ areWhole }: { readonly areWhole: boolean }, name: string): FieldType {
  if (!areWhole) return { kind: 'number' }
  return isInCents(name) ? { kind: 'cents' } : { kind: 'number', whole: true }
}

/** Whether an amount of that name is counted in cents. */
export const isInCents = (name: string): boolean => /_(cents|minor|minor_units?)$/.test(snakeCase(name))
