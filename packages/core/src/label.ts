import type { PlainRecord } from './json.js'

const LONGEST = 200

/** A name of a record for people, of which a page can hold many; a longer one ends in an ellipsis. */
export const shortLabel = (label: string): string =>
  label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label

/** The first filled one of the fields records are usually named by. */
export function usualLabel(fields: PlainRecord): string | undefined {
  const text = (key: string) => (typeof fields[key] === 'string' ? fields[key].trim() : '')
  const person = [text('first_name'), text('last_name')].filter((part) => part !== '').join(' ')
  return [text('name'), text('title'), person, text('code')].find((candidate) => candidate !== '')
}
