import { type Doc, print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { array, call, member, object, type Property, quote } from '../code/literals.js'
import { constantFor } from '../plan/connector-name.js'
import type { EntityPlan, KindsPlan, PairPlan, ResourcePlan } from '../plan/connector-plan.js'
import { kebabCase, singularOf, snakeCase } from '../plan/words.js'
import { entityConstant, entityFile, entityName, mapperConstant } from './entity-name.js'
import { type GeneratedFile, joined } from './generated-file.js'

/** `src/entities/person.ts`: what a company switches on. */
export function entityCode(entity: EntityPlan): GeneratedFile {
  const isComplex = entity.pairs.length > 1
  const definition = isComplex ? complexDefinition(entity) : simpleDefinition(entity)
  const define = isComplex ? 'defineComplexEntity' : 'defineEntity'
  return {
    path: `src/entities/${entityFile(entity)}.ts`,
    content: joined(
      imports({
        '@duet/core': [define],
        ...Object.fromEntries(
          entity.pairs.map(({ connec }) => [`../mappers/${kebabCase(connec)}.js`, [mapperConstant(connec)]]),
        ),
      }),
      print([`export const ${entityConstant(entity)} = `, call(define, [definition])]),
    ),
  }
}

function simpleDefinition({ pairs, resource }: EntityPlan): Doc {
  const [pair] = pairs
  const match = pair && matchOf(pair)
  const inactive = inactiveOf(resource)
  return object(
    [
      ['mapper', mapperConstant(pair?.connec ?? '')],
      match === undefined ? undefined : ['match', match],
      inactive === undefined ? undefined : ['inactive', inactive],
      ...pushOf(resource),
    ],
    { broken: true },
  )
}

function complexDefinition(entity: EntityPlan): Doc {
  const { pairs, resource, kinds } = entity
  const matches = pairs.flatMap((pair): Property[] => {
    const match = matchOf(pair)
    return match === undefined ? [] : [[pair.connec, match]]
  })
  const inactive = inactiveOf(resource)
  return object(
    [
      ['name', quote(entityName(entity))],
      ['mappers', array(pairs.map(({ connec }) => mapperConstant(connec)))],
      ['toExternal', object(pairs.map(({ connec }) => [connec, quote(resource.name)]))],
      ['toConnec', object([[resource.name, routeOf(pairs, resource, kinds)]], { broken: true })],
      matches.length === 0 ? undefined : ['match', object(matches)],
      inactive === undefined ? undefined : ['inactive', object([[resource.name, inactive]])],
      ...pushOf(resource),
    ],
    { broken: true },
  )
}

/** `(contact) => (contact.is_organization ? 'organization' : 'person')` */
function routeOf(pairs: readonly PairPlan[], resource: ResourcePlan, kinds: KindsPlan | undefined): Doc {
  const [first, ...others] = pairs.map(({ connec }) => connec)
  const record = recordName(resource)
  const field = `${record}${member(kinds?.field ?? 'type')}`
  const tests = others.map((connec): string => {
    const value = kinds?.values[connec] ?? connec
    const test =
      typeof value === 'string' ? `${field} === ${quote(value)}` : value ? field : `${field} === false`
    return `${test} ? ${quote(connec)} : `
  })
  return `(${record}) => (${tests.join('')}${quote(first ?? '')})`
}

/** What the parameter of a function over records is called. */
const recordName = ({ name }: ResourcePlan) => constantFor(singularOf(name))

const matchFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  person: [['email.address', 'first_name', 'last_name'], ['email.address']],
  organization: [['name']],
  item: [['reference'], ['code']],
  tax_code: [['code']],
  account: [['code']],
  app_user: [['email.address']],
  employee: [['employee_id'], ['email.address']],
}

/** The fields on which the hub may merge: none where a wrong merge is likelier than a missed one. */
function matchOf({ connec, rows }: PairPlan): Doc | undefined {
  const mapped = new Set(rows.map((row) => row.connec))
  const fields = matchFields[connec]?.find((group) => group.every((path) => mapped.has(path)))
  return fields && array(fields.map(quote))
}

/** A field by which records are seen to be switched off. */
function inactiveOf(resource: ResourcePlan): Doc | undefined {
  const record = recordName(resource)
  for (const { name, type } of resource.fields) {
    const plain = snakeCase(name)
    if (type.kind === 'boolean' && /^(is_)?(active|enabled)$/.test(plain))
      return `(${record}) => ${record}${member(name)} === false`
    if (type.kind === 'boolean' && /^(is_)?(archived|deleted|disabled|inactive)$/.test(plain))
      return `(${record}) => ${record}${member(name)} === true`
  }
  return undefined
}

function pushOf({ writes }: ResourcePlan): readonly Property[] {
  if (writes === 'all') return []
  return [['push', object([['external', writes === 'create' ? "'create'" : 'false']])]]
}
