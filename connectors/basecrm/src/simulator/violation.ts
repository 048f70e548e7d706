/** Why an attribute of a record is refused; the codes of the API docs, Errors. */
export type ViolationCode =
  | 'unknown'
  | 'missing'
  | 'blank'
  | 'invalid_type'
  | 'incorrect_value'
  | 'already_exists'

export interface Violation {
  code: ViolationCode
  attribute: string
  details?: string
}

export const messages: Record<ViolationCode, string> = {
  unknown: 'unknown attribute',
  missing: 'attribute is missing',
  blank: "attribute can't be blank",
  invalid_type: 'attribute value has an invalid type',
  incorrect_value: 'attribute value is incorrect',
  already_exists: 'attribute value already exists',
}

/** The explanation in the words of the core back end. */
export function explain({ code, attribute, details }: Violation, resource: string): string {
  const field = `/${attribute}`
  if (details !== undefined) return details
  switch (code) {
    case 'unknown':
      return `The attribute '${field}' is not a known attribute for the '${resource}' resource.`
    case 'missing':
      return `The required attribute '${field}' must be present in the request`
    case 'incorrect_value':
      return `The attribute '${field}' value is not included in the list`
    case 'blank':
      return `The attribute '${field}' can't be blank`
    case 'invalid_type':
      return `The attribute '${field}' value has an invalid type`
    case 'already_exists':
      return `The attribute '${field}' value is already taken`
  }
}

/** One violation for a name that must be filled: `missing` when nobody sent it, `blank` when it was sent empty. */
export function required(record: Readonly<Record<string, unknown>>, attribute: string): Violation[] {
  const value = record[attribute]
  if (value === undefined) return [{ code: 'missing', attribute }]
  return value === null || value === '' ? [{ code: 'blank', attribute }] : []
}
