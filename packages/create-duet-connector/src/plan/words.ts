import { pluralize, singularize, underscore } from 'inflected'

/** The words of any spelling: `TaxCodes`, `tax-codes` and `tax_codes` are `tax codes`. */
export const wordsOf = (name: string): readonly string[] =>
  underscore(name.replace(/[^A-Za-z0-9]+/g, '_'))
    .split('_')
    .filter((word) => word !== '')

export const snakeCase = (name: string): string => wordsOf(name).join('_')
export const kebabCase = (name: string): string => wordsOf(name).join('-')
export const camelCase = (name: string): string =>
  wordsOf(name)
    .map((word, index) => (index === 0 ? word : capitalized(word)))
    .join('')
export const pascalCase = (name: string): string => wordsOf(name).map(capitalized).join('')

export const singularOf = (name: string): string => singularize(snakeCase(name))
export const pluralOf = (name: string): string => pluralize(singularOf(name))

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const abbreviations = new Set(['crm', 'erp', 'pos', 'hr', 'api', 'cms', 'pim', 'b2b', 'sms', 'it'])

/** A name for people: `my-crm` is My CRM. */
export const displayNameOf = (name: string): string =>
  name
    .split('-')
    .map((word) => (abbreviations.has(word) ? word.toUpperCase() : capitalized(word)))
    .join(' ')
