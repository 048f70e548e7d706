import { connecConstant } from '../mapping/connec-leaves.js'
import type { EntityPlan } from '../plan/connector-plan.js'
import { camelCase, kebabCase } from '../plan/words.js'

type Named = Pick<EntityPlan, 'pairs'>

/** `person_and_organization`; of a simple entity the Connec! resource's name. */
export const entityName = ({ pairs }: Named): string => pairs.map(({ connec }) => connec).join('_and_')

/** `personAndOrganization` */
export const entityConstant = (entity: Named): string =>
  entity.pairs.length === 1 ? connecConstant(entityName(entity)) : camelCase(entityName(entity))

/** `person-and-organization` */
export const entityFile = (entity: Named): string => kebabCase(entityName(entity))

/** `personMapper` */
export const mapperConstant = (connec: string): string => `${camelCase(connec)}Mapper`
