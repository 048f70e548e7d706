import type { Session } from '../session.js'

/** How many records the application has, by collection. */
export const countStored = ({ simulator }: Session): Record<string, number> =>
  Object.fromEntries(Object.entries(simulator.stores).map(([name, store]) => [name, store.all().length]))
