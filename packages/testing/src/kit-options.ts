import type { RecordName } from '@duet/core'
import type { ConnectedSimulator } from './connect-simulator.js'
import type { SimulatedApplication } from './simulated-application.js'

/** Does at the application what makes another record of one, and names that. */
export type MakeMove = (crm: ConnectedSimulator, id: string) => RecordName | Promise<RecordName>

/** What the kit is told about a connector. */
export interface KitOptions {
  /** Makes a new simulator for each check. */
  simulator: () => SimulatedApplication
  /**
   * Answers of the application, by the name of the resource: records as `list` yields them. Or the folder that holds
   * them as JSON: `people.json`, further ones `people-<what>.json`. Checks that need a record of a resource without one
   * are skipped.
   */
  fixtures?: URL | Readonly<Record<string, readonly unknown[]>>
  /**
   * Fields that do not take any value of their type, by resource (of either side) and path (`lines[].unit`): the values
   * they take.
   *
   * @example { orders: { status: ['draft', 'placed'] }, invoice: { status: ['DRAFT', 'SUBMITTED'] } }
   */
  values?: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>
  /**
   * How records become other ones at the application, by the resource of those that do: what somebody does there to convert
   * or merge one. For entities that have `moved`.
   *
   * @example
   * {
   *   leads: async ({ http }, id) => {
   *     const contact = await http.post(`/leads/${id}/convert`, z.object({ id: z.string() }))
   *     return { resource: 'contacts', id: contact.id }
   *   },
   * }
   */
  moves?: Readonly<Record<string, MakeMove>>
  /** Checks to leave out, by name, with the reason; they stay visible as skipped. */
  skip?: Readonly<Record<string, string>>
  /** The manifest of the connector. @default the package.json closest to the test */
  packageJson?: URL
}
