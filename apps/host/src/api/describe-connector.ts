import type { Auth, Connector, Entity } from '@duet/core'
import type { AuthOption, ConnectorEntity, ConnectorSummary } from '@duet/host-api'
import type { LoadedConnector } from '../discovery/catalog.js'
import { variableName } from '../settings/environment.js'
import type { Settings } from '../settings/settings.js'
import { humanise, inWords } from '../words.js'
import { describeCard } from './describe-card.js'

/** A connector as the page shows it. */
export function describeConnector(
  { connector, version, card }: LoadedConnector,
  settings: Settings,
): ConnectorSummary {
  const usable = usableAuth(connector, settings)
  return {
    name: connector.name,
    displayName: connector.displayName,
    version,
    apiVersion: connector.apiVersion,
    auth: usable.map(describeAuth),
    entities: connector.entities.map(describeEntity),
    signUpUrl: connector.signUpUrl ?? null,
    configured: usable.length > 0,
    missing: missingSetting(connector, settings),
    conformance: card === undefined ? null : describeCard(card),
  }
}

/** The ways to sign in that the settings allow: OAuth needs a client. */
export const usableAuth = (connector: Connector, settings: Settings): Auth[] =>
  [connector.auth, ...(connector.otherAuth ?? [])].filter(
    (auth) => auth.kind !== 'oauth2' || clientOf(connector, settings) !== undefined,
  )

/** The OAuth client registered at the application, undefined when a part of it is not set. */
export function clientOf(
  { name }: Connector,
  { connectors }: Settings,
): { clientId: string; clientSecret: string } | undefined {
  const { clientId, clientSecret } = connectors[name] ?? {}
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret }
}

/** Which setting is missing and how to set it; null when none is. */
export function missingSetting(connector: Connector, settings: Settings): string | null {
  if (connector.auth.kind !== 'oauth2' || clientOf(connector, settings) !== undefined) return null
  const { name, displayName } = connector
  const { clientId, clientSecret } = settings.connectors[name] ?? {}
  const absent = [
    ...(clientId === undefined ? [['clientId', 'CLIENT_ID']] : []),
    ...(clientSecret === undefined ? [['clientSecret', 'CLIENT_SECRET']] : []),
  ]
  const places = absent.map(([field]) => `"connectors.${name}.${field}"`)
  const variables = absent.map(([, suffix]) => `DUET_CONNECTOR_${variableName(name)}_${suffix}`)
  return `Signing in at ${displayName} is not set up: ${inWords(places)} ${absent.length === 1 ? 'is' : 'are'} missing in ${settings.file ?? 'duet.config.json'}. Register Duet as an application at ${displayName}, set what it gives you there or in ${inWords(variables)}, and start the host again.`
}

/** Which directions an entity has at all. */
export const directionsOf = ({ push }: Entity): { toConnec: boolean; toExternal: boolean } => ({
  toConnec: push.connec !== false,
  toExternal: push.external !== false,
})

const unique = (names: readonly string[]) => [...new Set(names)]

/** An entity for people, after the kinds of Connec! records in it: "People and organizations". */
export const labelOf = ({ mappers }: Entity): string =>
  humanise(inWords(unique(mappers.map(({ connec }) => connec.collection ?? connec.name))))

function describeEntity(entity: Entity): ConnectorEntity {
  return {
    name: entity.name,
    label: labelOf(entity),
    external: unique(entity.mappers.map(({ external }) => external.name.replaceAll('_', ' '))).join(', '),
    ...directionsOf(entity),
  }
}

function describeAuth(auth: Auth): AuthOption {
  switch (auth.kind) {
    case 'oauth2':
      return { kind: 'oauth2' }
    case 'api-key':
      return { kind: 'api-key', label: auth.label }
    case 'basic':
      return { kind: 'basic', usernameLabel: auth.usernameLabel, passwordLabel: auth.passwordLabel }
  }
}
