const kinds: Record<string, string> = {
  Person: 'person',
  Organization: 'organization',
  Contact: 'contacts',
  Lead: 'leads',
}

/** Our name of a kind of record, of the old framework's: `Contact` is `contacts`. */
export const kindOf = (name: string): string => kinds[name] ?? name

/** The old framework's name of ours. */
export const nameOf = (kind: string): string =>
  Object.keys(kinds).find((name) => kinds[name] === kind) ?? kind
