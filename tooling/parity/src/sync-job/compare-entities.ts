import type { SyncJobVector } from './sync-job-vector.js'

interface Names {
  readonly expected: readonly string[]
  readonly actual: readonly string[]
}

/** Which entities were worked on, and in which order, where that differs. */
export function compareEntities(vector: SyncJobVector, { expected, actual }: Names): string[] {
  const missing = expected.filter((name) => !actual.includes(name))
  const more = actual.filter((name) => !expected.includes(name))
  const differences = [
    ...missing.map((name) => `entities: expected ${name}${reasonToLeave(vector, name)}`),
    ...more.map((name) => `entities: got ${name}${reasonToGoOn(vector, actual, name)}`),
  ]
  if (differences.length > 0) return differences
  const [want, got] = [expected.join(', '), actual.join(', ')]
  return want === got ? [] : [`entities: expected ${want}, got ${got}`]
}

function reasonToLeave({ organization, opts }: SyncJobVector, name: string): string {
  const directions = organization.synchronized_entities[name]
  if (!directions?.toConnec && !directions?.toExternal) return ', which is switched off'
  return opts.only_entities && !opts.only_entities.includes(name) ? ', which was not asked for' : ''
}

function reasonToGoOn({ entities }: SyncJobVector, actual: readonly string[], name: string): string {
  const before = actual.slice(0, actual.indexOf(name))
  const failed = before.find((earlier) => entities[earlier]?.raiseIn !== undefined)
  return failed === undefined ? '' : ` after ${failed}, which failed`
}
