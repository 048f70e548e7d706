import type { Connector, Mapper } from '@duet/core'
import { type ConnectedSimulator, connectSimulator } from './connect-simulator.js'
import type { SimulatedApplication } from './simulated-application.js'

/** A simulator of its own for one check. */
export interface Session extends ConnectedSimulator {
  /** Every wait between tries, in milliseconds; nobody really waits. */
  readonly waits: readonly number[]
  /** What the mapper's `prepare` fetches, once. */
  contextOf(mapper: Mapper): Promise<unknown>
}

export function startSession(connector: Connector, simulator: SimulatedApplication): Session {
  const waits: number[] = []
  const contexts = new Map<Mapper, Promise<unknown>>()
  const connected = connectSimulator(connector, simulator, {
    sleep: async (ms) => {
      waits.push(ms)
    },
  })
  return Object.assign(connected, {
    waits,
    contextOf: (mapper: Mapper) => {
      const context = contexts.get(mapper) ?? mapper.prepare(connected.http)
      contexts.set(mapper, context)
      return context
    },
  })
}
