import type { Connector, Entity } from '@duet/core'
import { orderEntities } from './entity-order.js'
import type { RunContext } from './run-context.js'

/**
 * The entities a run works on: switched on by the company, and asked for. They come in the order in which they were
 * asked for, else as the connector lists them, but what is referred to always comes first.
 */
export function switchedOnEntities({
  connector,
  link,
  options: { only },
}: Pick<RunContext, 'connector' | 'link' | 'options'>): Entity[] {
  return orderEntities(askedFirst(connector, only ?? [])).filter(({ name }) => {
    const directions = link.entities[name]
    const isOn = directions !== undefined && (directions.toConnec || directions.toExternal)
    return isOn && (only === undefined || only.includes(name))
  })
}

function askedFirst({ entities }: Connector, asked: readonly string[]): Entity[] {
  const first = asked.flatMap((name) => entities.filter((entity) => entity.name === name))
  return [...new Set([...first, ...entities])]
}
