import path from 'node:path'
import process from 'node:process'
import { changeset } from '../files/changeset.js'
import { connectorFiles } from '../files/connector-files.js'
import { packageName } from '../files/package-json.js'
import { entityOfCollection } from '../mapping/entity-names.js'
import type { ConnectorPlan } from '../plan/connector-plan.js'
import { createPlan, type Decisions } from '../plan/create-plan.js'
import type { Description } from '../plan/description.js'
import { findPlace } from './find-place.js'
import type { Outcome } from './outcome.js'
import { assertEmpty, writeFiles } from './write-files.js'

/** Writes a connector below the folder the author stands in, or into `connectors/` of the workspace. Throws `ScaffoldError`. */
export async function createConnector(
  decisions: Decisions,
  { cwd, description }: { cwd: string; description: Description },
): Promise<Outcome> {
  const place = findPlace(cwd)
  const plan = createPlan(decisions, description)
  const { kebab } = plan.name
  const folder =
    place.kind === 'workspace' ? path.join(place.root, 'connectors', kebab) : path.join(cwd, kebab)
  await assertEmpty(folder, kebab)
  const files = connectorFiles(plan, place)
  await writeFiles(folder, files)
  if (place.kind === 'workspace') await writeFiles(place.root, [changeset(plan)])
  return {
    folder,
    package: packageName(kebab, place),
    files: files.map((file) => file.path),
    entities: entitiesOf(plan),
    remarks: [...remarksOn(plan, description), ...(place.kind === 'workspace' ? [] : oldNode())],
    next:
      place.kind === 'workspace'
        ? [`npm test -- connectors/${kebab}`, 'npm run duet -- connectors']
        : [`cd ${kebab}`, 'npm install', 'npm test', 'npx duet dev'],
    last: 'Then read README.md: what its author has to decide.',
  }
}

/** What is written here runs on a newer Node than this command. */
function oldNode(): readonly string[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 11)
    ? []
    : [`Node ${process.version} is too old to run what was written. Install Node 24.11 or later first.`]
}

/** What the author has to know of what is shared, and what is not. */
function remarksOn(
  { entities }: ConnectorPlan,
  { remarks, doubts, resources }: Description,
): readonly string[] {
  const shared = entities.map(({ resource }) => resource.name)
  const left = resources.map(({ name }) => name).filter((name) => !shared.includes(name))
  return [
    ...remarks,
    ...shared.flatMap((name) => doubts[name] ?? []),
    ...(left.length === 0
      ? []
      : [
          `not shared: ${left.join(', ')}. Add one by add entity ${left[0]}=${entityOfCollection(left[0] ?? '') ?? '<entity>'}.`,
        ]),
  ]
}

const entitiesOf = ({ entities }: ConnectorPlan) =>
  entities.map(({ resource, pairs }) => ({
    collection: resource.name,
    connec: pairs.map(({ connec }) => connec),
  }))
