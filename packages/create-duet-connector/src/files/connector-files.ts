import type { ConnectorPlan, EntityPlan } from '../plan/connector-plan.js'
import type { Place } from '../plan/place.js'
import { collectionFile } from './collection-file.js'
import { entityCode } from './entity-code.js'
import type { GeneratedFile } from './generated-file.js'
import { indexFile } from './index-file.js'
import { mapperFile, oneOfFile } from './mapper-file.js'
import { packageJson } from './package-json.js'
import { readme } from './readme.js'
import { resourcesFile } from './resources-file.js'
import { settingsFiles } from './settings-files.js'
import { simulatorFile } from './simulator-file.js'
import { connectorTest, fixtureFiles, type Mapped } from './test-files.js'
import { webhookFiles } from './webhook-files.js'

/** Every file of a connector. */
export function connectorFiles(plan: ConnectorPlan, place: Place): readonly GeneratedFile[] {
  const { entities, webhooks } = plan
  return [
    packageJson(plan, place),
    ...settingsFiles(place),
    readme(plan, place),
    indexFile(plan),
    collectionFile(plan),
    resourcesFile(plan),
    ...entities.flatMap((entity) => entityFiles(entity, entities.map(mappedTo))),
    simulatorFile(plan),
    connectorTest(plan),
    ...(webhooks ? webhookFiles({ ...plan, collection: entities[0]?.resource.name ?? '' }) : []),
  ]
}

const mappedTo = ({ resource, pairs }: EntityPlan) => ({
  collection: resource.name,
  connec: pairs.map(({ connec }) => connec),
})

/** The files an entity has of its own. */
export const entityFiles = (entity: EntityPlan, mapped: Mapped): readonly GeneratedFile[] => [
  ...entity.pairs.map((pair) => mapperFile(pair, entity)),
  ...(entity.pairs.some(({ rows }) => rows.some(({ oneOf }) => oneOf)) ? [oneOfFile] : []),
  entityCode(entity),
  ...fixtureFiles(entity, mapped),
]
