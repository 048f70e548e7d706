/** Variables of a process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** This process's variables; nothing else in the project reads them. */
export const processEnvironment = (): Environment => process.env

/** A value the environment sets, and the variable it comes from. */
export interface EnvironmentOverride {
  readonly path: readonly string[]
  readonly variable: string
  readonly value: string | number
}

const fixed: readonly (readonly [variable: string, path: string])[] = [
  ['DUET_PORT', 'host.port'],
  ['DUET_ADDRESS', 'host.address'],
  ['DUET_PUBLIC_URL', 'host.publicUrl'],
  ['DUET_DATA_FOLDER', 'dataFolder'],
  ['DATABASE_URL', 'database.url'],
  ['DUET_SECRET_KEY', 'secretKey'],
  ['DUET_WORKERS', 'workers'],
  ['DUET_LOG_LEVEL', 'log.level'],
]

const connectorFields = [
  ['_CLIENT_ID', 'clientId'],
  ['_CLIENT_SECRET', 'clientSecret'],
  ['_WEBHOOK_SECRET', 'webhookSecret'],
] as const

/** What the environment says differently than a settings file with these tenants. */
export function environmentOverrides(
  environment: Environment,
  tenants: readonly string[],
): EnvironmentOverride[] {
  const set = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  const values = new Map(set)
  const override = (variable: string, path: readonly string[]): EnvironmentOverride[] => {
    const value = values.get(variable)
    return value === undefined ? [] : [{ path, variable, value: numberWhereDigits(path, value) }]
  }
  return [
    ...fixed.flatMap(([variable, path]) => override(variable, path.split('.'))),
    // A schema without a server means nothing: the file may still name one.
    ...override('DUET_DATABASE_SCHEMA', ['database', 'schema']),
    ...tenants.flatMap((tenant) => [
      ...override(`DUET_TENANT_${variableName(tenant)}_API_ID`, ['tenants', tenant, 'connec', 'apiId']),
      ...override(`DUET_TENANT_${variableName(tenant)}_API_KEY`, ['tenants', tenant, 'connec', 'apiKey']),
    ]),
    ...[...values.keys()].flatMap((variable) => {
      const field = connectorFields.find(([suffix]) => variable.endsWith(suffix))
      if (field === undefined || !variable.startsWith('DUET_CONNECTOR_')) return []
      const name = variable.slice('DUET_CONNECTOR_'.length, -field[0].length)
      return override(variable, ['connectors', name.toLowerCase().replaceAll('_', '-'), field[1]])
    }),
  ]
}

/** `example-crm` → `EXAMPLE_CRM`. */
export const variableName = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')

const NUMBERS = new Set(['host.port', 'workers'])

const numberWhereDigits = (path: readonly string[], value: string): string | number =>
  NUMBERS.has(path.join('.')) && /^\d+$/.test(value) ? Number(value) : value
