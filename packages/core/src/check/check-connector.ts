import type { ConnectorDefinition } from '../connector.js'
import { DefinitionError } from '../errors.js'
import { type Complaint, type Rule, warning } from './complaint.js'
import { checkIdScopes } from './id-scopes.js'
import { checkNames } from './names.js'
import { checkPolicies } from './policies.js'
import { checkReferences } from './references.js'
import { checkRoutes } from './routes.js'
import { checkTables } from './tables.js'

export interface CheckOptions {
  /** The name the package exports the connector under, as its manifest says. */
  exportName?: string
}

const rules: readonly Rule[] = [
  checkNames,
  checkRoutes,
  checkTables,
  checkReferences,
  checkPolicies,
  checkIdScopes,
]

/**
 * Finds what types cannot: duplicate names, routes that lead nowhere, references nobody brings, ids that would clash at
 * the hub, policies that can never work. Answers every complaint, each with its fix; none for a sound connector.
 *
 * @example checkConnector(myCrm, { exportName: 'myCrm' }) // [{ level: 'warning', message: '…' }]
 */
export function checkConnector(
  connector: ConnectorDefinition,
  { exportName }: CheckOptions = {},
): readonly Complaint[] {
  const complaints = [...rules.flatMap((rule) => rule(connector)), ...checkExportName(connector, exportName)]
  return [...new Map(complaints.map((complaint) => [complaint.message, complaint])).values()]
}

/** Throws `DefinitionError` with every error `checkConnector` finds; warnings pass. */
export function assertConnector(connector: ConnectorDefinition): void {
  const errors = checkConnector(connector).filter(({ level }) => level === 'error')
  if (errors.length === 0) return
  throw new DefinitionError(
    `Failed to define the connector ${connector.name}: ${errors.map(({ message }) => message).join(' ')}`,
  )
}

function checkExportName({ name }: ConnectorDefinition, exportName: string | undefined): Complaint[] {
  const expected = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  if (exportName === undefined || exportName === expected) return []
  return [warning(`The connector "${name}" is exported as "${exportName}". Export it as "${expected}".`)]
}
