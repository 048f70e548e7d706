import type { ConnectorDefinition } from '../connector.js'

/** Something a connector does that types cannot see. */
export interface Complaint {
  /** An error would lose or mix up records, or can never work; a warning may be meant that way. */
  readonly level: 'error' | 'warning'
  /** What is wrong, and how to put it right. */
  readonly message: string
}

/** A rule finds every place that breaks it. */
export type Rule = (connector: ConnectorDefinition) => readonly Complaint[]

export const error = (message: string): Complaint => ({ level: 'error', message })
export const warning = (message: string): Complaint => ({ level: 'warning', message })

/** What stands more than once in a list, each once. */
export const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]
