import type { Entity } from '@duet/core'
import { orderEntities } from './entity-order.js'
import type { RunContext } from './run-context.js'

/** The entities a run works on, in the order of their references: switched on by the company, and asked for. */
export function switchedOnEntities({ connector, link, options }: RunContext): Entity[] {
  return orderEntities(connector.entities).filter(({ name }) => {
    const directions = link.entities[name]
    const isOn = directions !== undefined && (directions.toConnec || directions.toExternal)
    return isOn && (options.only === undefined || options.only.includes(name))
  })
}
