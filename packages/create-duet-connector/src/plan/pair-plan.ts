import type { PairPlan, ResourcePlan, RowPlan } from './connector-plan.js'
import { sampleValue } from './sample-record.js'
import { cannotCreate } from './scaffold-error.js'

/** A pair, and whether what the hub says of a record is enough to create it. Throws `ScaffoldError`. */
export function pairPlan(
  connec: string,
  resource: ResourcePlan,
  { rows, connector }: { rows: readonly RowPlan[]; connector: string },
): { pair: PairPlan; writable: boolean } {
  if (rows.length === 0)
    throw cannotCreate(
      connector,
      `no field of ${resource.name} is like one of ${connec}`,
      `Choose another entity, or leave ${resource.name} out`,
    )
  const written = new Set(rows.filter(({ only }) => only !== 'toConnec').map(({ external }) => external))
  const isMapped = (name: string) => [...written].some((path) => path === name || path.startsWith(`${name}.`))
  const missing = resource.fields.filter(
    ({ name, needed, readOnly }) => needed && !readOnly && !isMapped(name),
  )
  const isName = (path: string) => rows.some((row) => row.external === path && row.connec === 'last_name')
  const names = resource.fields.filter(({ name, needed }) => needed && isName(name))
  return {
    pair: {
      connec,
      rows,
      onCreate: {
        ...Object.fromEntries(names.map(({ name }) => [name, 'Unknown'])),
        ...Object.fromEntries(
          missing
            .filter(({ type }) => type.kind !== 'reference')
            .map((field) => [field.name, sampleValue(field, { resource, duet: true })]),
        ),
      },
    },
    writable: missing.every(({ type }) => type.kind !== 'reference' && type.kind !== 'unknown'),
  }
}
