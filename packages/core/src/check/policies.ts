import type { ConnectorDefinition } from '../connector.js'
import type { Entity } from '../entity.js'
import { isPlainObject, type PlainRecord } from '../json.js'
import type { Mapper } from '../mapper.js'
import { type Complaint, error, warning } from './complaint.js'
import { hasPath } from './schema-path.js'

/** Policies can work: what is to be written can be written, what is to be compared is there. */
export const checkPolicies = ({ entities }: ConnectorDefinition): Complaint[] =>
  entities.flatMap((entity) => [
    ...checkDirections(entity),
    ...entity.mappers.flatMap((mapper) => [
      ...checkWrites(entity, mapper),
      ...checkSingleton(entity, mapper),
    ]),
    ...checkMatch(entity),
    ...checkNamed(entity, 'inactive', 'external'),
    ...checkNamed(entity, 'filter', 'connec'),
    ...checkNamed(entity, 'moved', 'external'),
  ])

function checkDirections({ name, push }: Entity): Complaint[] {
  if (push.connec !== false || push.external !== false) return []
  return [error(`${name} is shared in no direction. Let "push" allow one, or leave the entity out.`)]
}

/** What the application's API cannot do is said in the policy, so that pages and plans say it as well. */
function checkWrites({ name, push }: Entity, { connec, external }: Mapper): Complaint[] {
  const creates = external.create !== undefined || external.upsert !== undefined
  const updates = external.update !== undefined
  if (push.external === false) return []
  if (!creates && !updates)
    return [
      error(
        `${name} writes to ${external.name}, which can be neither created nor updated. Add "create" and "update" to the resource, or say push: { external: false }.`,
      ),
    ]
  if (push.external === 'create' && !creates)
    return [
      error(
        `${name} creates ${external.name}, but the resource has no "create". Add it, or say push: { external: false }.`,
      ),
    ]
  if (push.external === 'upsert' && !updates)
    return [
      warning(
        `${name} updates ${external.name}, but the resource has no "update". Add it, or say push: { external: 'create' }.`,
      ),
    ]
  if (!creates && !connec.singleton)
    return [
      warning(
        `${name} cannot create ${external.name}: the resource has no "create", so only records that are paired already are written. Add it if the API allows it.`,
      ),
    ]
  return []
}

function checkSingleton({ name, match, mappers }: Entity, { connec }: Mapper): Complaint[] {
  if (!connec.singleton) return []
  const complaints: Complaint[] = []
  if (match[connec.name])
    complaints.push(
      error(`${name} matches ${connec.name}, of which a company has only one. Remove the match.`),
    )
  if (mappers.filter((mapper) => mapper.connec.name === connec.name).length > 1)
    complaints.push(
      error(
        `${name} maps several resources to ${connec.name}, of which a company has only one. Keep one mapper.`,
      ),
    )
  return complaints
}

function checkMatch({ name, match, mappers }: Entity): Complaint[] {
  return Object.entries(match).flatMap(([resource, groups]) => {
    const mapped = mappers.filter(({ connec }) => connec.name === resource)
    const [first] = mapped
    if (first === undefined)
      return [
        error(`${name} matches ${resource}, which none of its mappers maps. Remove it, or add a mapper.`),
      ]
    return [...new Set(groups.flat())].flatMap((path) => {
      if (!hasPath(first.connec.fields, path))
        return [
          error(
            `${name} matches ${resource} on "${path}", which its schema does not have. Correct the path.`,
          ),
        ]
      return mapped
        .filter((mapper) => !isFilled(mapper, path))
        .map(({ external }) =>
          error(
            `${name} matches ${resource} on "${path}", which ${external.name} never fills: a blank matches nothing. Map the field, or leave it out of the match.`,
          ),
        )
    })
  })
}

/** A hook may fill anything; what it does is not known here. */
function isFilled({ rows, hooks, defaults, onCreate }: Mapper, path: string): boolean {
  if (hooks.toConnec) return true
  const covers = ({ connec }: { connec: string }) => connec === path || path.startsWith(`${connec}.`)
  if (rows.some((row) => row.only !== 'toExternal' && covers(row))) return true
  return [defaults.connec, onCreate.connec].some((draft) => valueAt(draft, path) !== undefined)
}

const valueAt = (draft: PlainRecord, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isPlainObject(value) ? value[key] : undefined), draft)

function checkNamed(
  entity: Entity,
  policy: 'inactive' | 'filter' | 'moved',
  side: 'connec' | 'external',
): Complaint[] {
  const known = entity.mappers.map((mapper) => mapper[side].name)
  return Object.keys(entity[policy])
    .filter((resource) => !known.includes(resource))
    .map((resource) =>
      error(
        `${entity.name} has "${policy}" for ${resource}, which none of its mappers maps. Write one of: ${[...new Set(known)].join(', ')}.`,
      ),
    )
}
