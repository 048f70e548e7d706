import type { Contract } from './contract.js'

/** What is different, in words. */
export interface ContractChanges {
  /** What somebody may rely on is gone or another. */
  readonly broken: readonly string[]
  /** What is new. */
  readonly added: readonly string[]
}

/** What became of a contract. */
export function compareContracts(before: Contract, after: Contract): ContractChanges {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const broken = [...old].flatMap(([what, value]) => {
    const present = now.get(what)
    if (present === undefined) return [`${what} is gone`]
    return present === value ? [] : [`${what} was ${value} and is ${present}`]
  })
  return { broken, added: [...now.keys()].filter((what) => !old.has(what)).map((what) => `${what} is new`) }
}

/** Every fact of a contract under words that name it. */
function leavesOf({ connector, auth, resources, entities }: Contract): ReadonlyMap<string, string> {
  const facts: [string, string][] = [['the name of the connector', connector]]
  for (const kind of auth) facts.push([`signing in by ${kind}`, 'there'])
  for (const [name, { id, fields }] of Object.entries(resources)) {
    facts.push([`the id of ${name}`, id])
    for (const [path, type] of Object.entries(fields)) facts.push([`the field ${name}.${path}`, type])
  }
  for (const [name, { match, mappings }] of Object.entries(entities)) {
    facts.push([`the entity ${name}`, 'there'])
    for (const [resource, groups] of Object.entries(match))
      facts.push([`what ${resource} is merged on`, groups.join(', or ')])
    for (const [pair, rows] of Object.entries(mappings))
      for (const row of rows) facts.push([`the mapping of ${pair}: ${row}`, 'there'])
  }
  return new Map(facts)
}
