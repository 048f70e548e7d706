import { type Doc, group, ifBroken, indent, line, softline } from './doc.js'

/** A text as the formatter quotes it. */
export function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1)
  return text.includes("'") && !text.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** A property's name, quoted where it must be. */
export const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name))

/** The way to a property: `.next`, `['next-page']`. */
export const member = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${quote(name)}]`

export type Property = readonly [name: string, value: Doc] | { readonly code: Doc }

/** `{ name: value, … }`; what is undefined is left out. */
export function object(
  properties: readonly (Property | undefined)[],
  { broken = false }: { broken?: boolean } = {},
): Doc {
  const items = properties.flatMap((property) => {
    if (property === undefined) return []
    return [propertyDoc(property)]
  })
  return items.length === 0 ? '{}' : enclosed('{', items, { end: '}', space: line, broken })
}

/** `name: value`, or `name` where they are the same. */
export function propertyDoc(property: Property): Doc {
  if ('code' in property) return property.code
  const [name, value] = property
  return name === value ? name : [key(name), ': ', value]
}

/** `[a, b]` */
export const array = (items: readonly Doc[]): Doc =>
  items.length === 0 ? '[]' : enclosed('[', items, { end: ']', space: softline })

/** `f(a, b)`; an object or a function that comes last stays on the line of the call. */
export function call(name: string, args: readonly Doc[], { hug = true } = {}): Doc {
  if (args.length === 0) return `${name}()`
  if (!hug) return enclosed(`${name}(`, args, { end: ')', space: softline })
  return [`${name}(`, separated(args, ', '), ')']
}

/** Any JSON value, or a date, as code. */
export function literal(value: unknown): Doc {
  if (typeof value === 'string') return quote(value)
  if (value instanceof Date)
    return `new Date(${quote(value.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', 'Z'))})`
  if (Array.isArray(value)) return array(value.map(literal))
  if (typeof value === 'object' && value !== null)
    return object(Object.entries(value).map(([name, inner]) => [name, literal(inner)]))
  return String(value)
}

interface Enclosure {
  end: string
  space: Doc
  broken?: boolean
}

function enclosed(start: string, items: readonly Doc[], { end, space, broken = false }: Enclosure): Doc {
  return group([start, indent([space, separated(items, [',', line])]), ifBroken(','), space, end], { broken })
}

const separated = (items: readonly Doc[], separator: Doc): Doc =>
  items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]))
