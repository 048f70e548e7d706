import type { PlainRecord } from './json.js'

const LONGEST = 200

/** A name of a record for people, of which a page can hold many; a longer one ends in an ellipsis. */
export const shortLabel = (label: string): string =>
  label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label

/** The first filled one of the fields records are usually named by: of people their names, not the title of their job. */
export function usualLabel(fields: PlainRecord): string | undefined {
  const text = (key: string) => (typeof fields[key] === 'string' ? fields[key].trim() : '')
  const person = [text('first_name'), text('last_name')].filter((part) => part !== '').join(' ')
  return [text('name'), person, text('title'), text('code')].find((candidate) => candidate !== '')
}
