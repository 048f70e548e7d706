import { existsSync } from 'node:fs'
import path from 'node:path'
import { editedFiles } from '../adding/apply-edits.js'
import type { Edit } from '../adding/edit.js'
import { entityEdits } from '../adding/entity-edits.js'
import { planAddition } from '../adding/plan-addition.js'
import { type PresentConnector, presentConnector } from '../adding/present-connector.js'
import { readmeEdit } from '../adding/readme-edit.js'
import { webhookEdits } from '../adding/webhook-edits.js'
import { changesetOfAddition } from '../files/changeset.js'
import { entityFiles } from '../files/connector-files.js'
import { entityName } from '../files/entity-name.js'
import type { GeneratedFile } from '../files/generated-file.js'
import { webhookFiles } from '../files/webhook-files.js'
import type { EntityPlan } from '../plan/connector-plan.js'
import { type EntityRequest, entityRequest, usualComplexEntity } from '../plan/entity-request.js'
import { cannotAdd } from '../plan/scaffold-error.js'
import type { Arguments } from './arguments.js'
import { describe } from './describe.js'
import { findPlace } from './find-place.js'
import type { Outcome } from './outcome.js'
import { writeFiles } from './write-files.js'

/** Adds an entity, a complex entity or webhooks to a connector. Throws `ScaffoldError`; then nothing is written. */
export async function addToConnector(
  { words: [, kind = '', request = '', ...others], flags }: Arguments,
  { cwd }: { cwd: string },
): Promise<Outcome> {
  const connector = await presentConnector(path.resolve(cwd, flags.connector ?? '.'))
  if (others.length > 0) throw cannotAdd(`"${others.join(' ')}" is too much`, 'Add one thing at a time')
  if (kind === 'webhook')
    return add(connector, { files: filesOfWebhooks(connector), edits: webhookEdits, added: 'webhooks' })
  const addition = planAddition(requestOf(kind, request, connector), {
    connector,
    description: await describe(flags, { cwd, connector: connector.name.kebab }),
  })
  const { entity } = addition
  return add(connector, {
    files: entityFiles(entity, addition.mapped),
    edits: [...entityEdits(addition), readmeEdit(entity)],
    added: `the entity ${entityName(entity)}`,
    entity,
  })
}

function requestOf(kind: string, request: string, { name }: PresentConnector): EntityRequest {
  const isComplex = kind === 'complex-entity'
  if (kind !== 'entity' && !isComplex)
    throw cannotAdd(
      `"${kind}" cannot be added`,
      'Add entity, complex-entity or webhook: add entity orders=invoice',
    )
  if (isComplex && request === '') return usualComplexEntity
  if (request === '')
    throw cannotAdd('no entity is named', 'Name its collection and what it is: add entity orders=invoice')
  const read = entityRequest(request, name.kebab)
  if (isComplex !== read.connec.length > 1)
    throw cannotAdd(
      `${read.collection} would be ${read.connec.join(' and ')}`,
      isComplex
        ? 'Name several: contacts=person+organization'
        : `Add it as a complex-entity, or name one: ${read.collection}=${read.connec[0]}`,
    )
  return read
}

function filesOfWebhooks(connector: PresentConnector): readonly GeneratedFile[] {
  const [first] = connector.resources
  if (first === undefined)
    throw cannotAdd(
      'src/resources.ts declares no collection',
      'Add an entity first: add entity contacts=person',
    )
  return webhookFiles({ ...connector, collection: first.name })
}

interface Added {
  readonly files: readonly GeneratedFile[]
  readonly edits: readonly Edit[]
  readonly added: string
  readonly entity?: EntityPlan
}

async function add(connector: PresentConnector, { files, edits, added, entity }: Added): Promise<Outcome> {
  const { folder, packageName } = connector
  const fresh = files.filter((file) => file.path !== SHARED_FILE || !existsSync(path.join(folder, file.path)))
  const taken = fresh.filter((file) => existsSync(path.join(folder, file.path)))
  if (taken.length > 0)
    throw cannotAdd(
      `there is ${taken.map((file) => file.path).join(', ')} already`,
      'Remove what is left of an earlier attempt, or change it by hand',
    )
  const edited = await editedFiles(folder, edits)
  await writeFiles(folder, [...fresh, ...edited])
  const place = findPlace(folder)
  const isOfWorkspace =
    place.kind === 'workspace' && path.dirname(folder) === path.join(place.root, 'connectors')
  if (isOfWorkspace) await writeFiles(place.root, [changesetOfAddition(connector, added)])
  return {
    folder,
    package: packageName,
    files: [...fresh, ...edited].map((file) => file.path),
    entities: entity
      ? [{ collection: entity.resource.name, connec: entity.pairs.map(({ connec }) => connec) }]
      : [],
    remarks: [],
    next: isOfWorkspace ? [`npm test -- ${path.relative(place.root, folder)}`] : ['npm test'],
  }
}

/** Several entities use it. */
const SHARED_FILE = 'src/one-of.ts'
