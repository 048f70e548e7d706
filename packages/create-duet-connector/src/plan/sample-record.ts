import type { ResourcePlan } from './connector-plan.js'
import type { Field, FieldType } from './field.js'
import { singularOf, snakeCase } from './words.js'

interface SampleContext {
  readonly resource: Pick<ResourcePlan, 'name'>
  /** As drafts have it, past the codecs: amounts are numbers, moments are dates. */
  readonly duet?: boolean
}

/**
 * A made-up record as the API answers it: no real person's data ever gets into a fixture. The kinds of records in one
 * collection have places, and ids of their own.
 */
export function sampleRecord(resource: ResourcePlan, place = 0): Readonly<Record<string, unknown>> {
  const { created, updated } = resource.timestamps
  return {
    [resource.idField]: sampleId(resource.name, resource.idKind, place),
    ...Object.fromEntries(resource.fields.map((field) => [field.name, sampleValue(field, { resource })])),
    ...(created === null ? {} : { [created]: '2026-10-01T08:30:00Z' }),
    ...(updated === null ? {} : { [updated]: '2026-11-02T09:15:20Z' }),
  }
}

export function sampleId(collection: string, kind: ResourcePlan['idKind'], place = 0): string | number {
  const number = 7 + place
  if (kind === 'integer') return number
  return kind === 'uuid'
    ? `3f0f6f2e-8d1c-4a6e-9b57-0c2a5d7e4b1${place + 1}`
    : `${idPrefix(collection)}${number}`
}

/** `con_` for contacts. */
export const idPrefix = (collection: string): string => `${singularOf(collection).slice(0, 3)}_`

export function sampleValue({ name, type }: Field, context: SampleContext): unknown {
  return valueFor(type, snakeCase(name), context)
}

function valueFor(type: FieldType, name: string, context: SampleContext): unknown {
  switch (type.kind) {
    case 'text':
      return type.values?.[0] ?? sampleText(name, context.resource.name)
    case 'number':
      return /percent|rate|probab|likel/.test(name)
        ? 20
        : /price|amount|total|value|cost/.test(name)
          ? 19.99
          : 3
    case 'cents':
      return context.duet ? 19.99 : 1999
    case 'decimal':
      return context.duet ? 19.99 : '19.99'
    case 'boolean':
      return (
        !/archiv|delet|disabl|inactiv|organi[sz]ation|company|business/.test(name) &&
        /active|enabled/.test(name)
      )
    case 'moment':
      return context.duet ? new Date('2026-11-03T11:20:00Z') : '2026-11-03T11:20:00Z'
    case 'day':
      return context.duet ? new Date('2026-12-18') : '2026-12-18'
    case 'reference':
      return sampleId(type.collection, type.id)
    case 'object':
      return Object.fromEntries(type.fields.map((field) => [field.name, sampleValue(field, context)]))
    case 'list':
      return type.item.kind === 'unknown' ? [] : [valueFor(type.item, singularOf(name), context)]
    case 'unknown':
      return null
  }
}

const texts: readonly [RegExp, string][] = [
  [/e?mail/, 'ada@northwind.example'],
  [/first|given|forename/, 'Ada'],
  [/last|family|surname/, 'Green'],
  [/phone|mobile|tel|cell|fax/, '+61 2 5550 1002'],
  [/url|website|homepage|link|domain/, 'https://northwind.example'],
  [/currency/, 'GBP'],
  [/country/, 'Australia'],
  [/city|town/, 'Sydney'],
  [/zip|post(al)?_?code/, '2000'],
  [/region|state|province|county/, 'NSW'],
  [/street|line1|address1|^address$/, '1 Park Road'],
  [/line2|address2/, 'Floor 2'],
  [/sku|reference|code|slug/, 'H240'],
  [/number/, '2026-0117'],
  [/job|position|role/, 'CFO'],
  [/industry|sector/, 'Biotechnology'],
  [/time_?zone/, 'Australia/Sydney'],
  [/description|details|note|about|summary|body/, 'Met at the trade fair'],
]

const names: Readonly<Record<string, string>> = {
  contacts: 'Ada Green',
  people: 'Ada Green',
  customers: 'Ada Green',
  companies: 'Northwind Labs',
  organizations: 'Northwind Labs',
  products: 'Hammer 240g',
  items: 'Hammer 240g',
}

const sampleText = (name: string, collection: string): string =>
  texts.find(([pattern]) => pattern.test(name))?.[1] ??
  (/name|title|subject|label/.test(name) ? (names[collection] ?? 'Northwind workshop') : 'Sample')
