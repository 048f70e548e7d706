import { publicUrlOf, type Settings } from './settings.js'

const HIDDEN = '(set)'
const hide = (secret: string | undefined) => (secret === undefined ? '(not set)' : HIDDEN)

/** The effective settings as they may be shown: of a secret only whether it is set. */
export function publicSettings(settings: Settings) {
  const { tenants, connectors, database, secretKey, previousSecretKeys, host } = settings
  return {
    file: settings.file,
    host: { ...host, publicUrl: publicUrlOf(settings) },
    dataFolder: settings.dataFolder,
    database: 'url' in database ? { ...database, url: withoutPassword(database.url) } : database,
    secretKey:
      secretKey === undefined && !('url' in database) ? '(made in dataFolder/secret.key)' : hide(secretKey),
    previousSecretKeys: previousSecretKeys.map(hide),
    tenants: mapValues(tenants, ({ connec }) => ({ connec: { ...connec, apiKey: hide(connec.apiKey) } })),
    organizations: settings.organizations,
    connectors: mapValues(connectors, (connector) => ({
      ...connector,
      clientSecret: hide(connector.clientSecret),
      webhookSecret: hide(connector.webhookSecret),
    })),
    connectorPackages: settings.connectorPackages,
    synchronization: settings.synchronization,
    keep: settings.keep,
    workers: settings.workers,
    log: settings.log,
  }
}

/** The URL of a database without what follows the user's name. */
export function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return HIDDEN
  const url = new URL(text)
  if (url.password !== '') url.password = '…'
  if (url.searchParams.has('password')) url.searchParams.set('password', '…')
  return decodeURI(url.href)
}

const mapValues = <In, Out>(values: Readonly<Record<string, In>>, change: (value: In) => Out) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
