import type { Field } from '../plan/field.js'

interface Seen {
  /** In lists. */
  readonly listed: readonly Field[]
  /** In the answer that holds one record. */
  readonly read: readonly Field[] | undefined
  /** In what creates one; undefined where nothing does. */
  readonly sent: readonly Field[] | undefined
}

/** The fields of a record: what is answered but never sent is the application's own; what must be sent is needed. */
export function recordFields({ listed, read = [], sent }: Seen): readonly Field[] {
  const answered = joined(listed, read)
  if (sent === undefined) return answered.map(({ needed: _, ...field }) => field)
  const unanswered = sent.filter(({ name }) => answered.every((field) => field.name !== name))
  return [...answered.map((field) => asSent(field, sent)), ...unanswered]
}

const joined = (a: readonly Field[], b: readonly Field[]): readonly Field[] => [
  ...a,
  ...b.filter(({ name }) => a.every((field) => field.name !== name)),
]

function asSent({ needed: _, ...field }: Field, sent: readonly Field[]): Field {
  const same = sent.find(({ name }) => name === field.name)
  if (same === undefined) return { ...field, readOnly: true }
  const { type } = field
  const inner = same.type
  return {
    ...field,
    ...(type.kind === 'object' && inner.kind === 'object'
      ? { type: { ...type, fields: type.fields.map((each) => asSent(each, inner.fields)) } }
      : {}),
    ...(same.needed && !same.readOnly && { needed: true }),
    ...(same.readOnly && { readOnly: true }),
  }
}
