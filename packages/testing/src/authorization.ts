import { type ApiKey, type Connector, DefinitionError } from '@duet/core'
import { type Authorization, apiKeyAuthorization, basicAuthorization, bearer } from '@duet/http'
import type { SimulatedApplication } from './simulated-application.js'

/** How a test signs in: as a company does that allowed access, with the key of the account, or with its password. */
export type SignIn = 'oauth2' | 'api-key' | 'basic'

/** The way of signing in a connector offers first. */
export const firstSignIn = ({ auth }: Connector): SignIn => auth.kind

/** Whoever has this access token. */
export const tokenHolder = (accessToken: string): Authorization => bearer(async () => accessToken)

/** Whoever has this key, sent as the connector declares. Throws `DefinitionError` when it declares no keys. */
export function keyHolder(connector: Connector, key: string): Authorization {
  const { header, prefix } = apiKeyOf(connector)
  return apiKeyAuthorization(header, key, prefix)
}

/** Signs in at the simulator; an access token that is refused is replaced by a new one, as a refresh does. */
export function signIn(
  { connector, simulator, renewed }: Application & { renewed: () => void },
  way: SignIn,
): Authorization {
  if (way === 'basic') return passwordHolder(connector, simulator)
  if (way === 'api-key') return keyHolder(connector, simulator.apiKey ?? simulator.oauth.issue())
  let accessToken = simulator.oauth.issue()
  const renew = async () => {
    accessToken = simulator.oauth.issue()
    renewed()
    return true
  }
  return bearer(async () => accessToken, renew)
}

interface Application {
  connector: Connector
  simulator: SimulatedApplication
}

/** Throws `DefinitionError` when the simulator takes no password. */
function passwordHolder({ name }: Connector, { login }: SimulatedApplication): Authorization {
  if (login) return basicAuthorization(login.username, login.password)
  throw new DefinitionError(
    `Failed to sign in at the simulator of ${name} with a password: it has no "login". Give it one.`,
  )
}

function apiKeyOf({ name, auth, otherAuth = [] }: Connector): ApiKey {
  const key = [auth, ...otherAuth].find(({ kind }) => kind === 'api-key')
  if (key?.kind === 'api-key') return key
  throw new DefinitionError(
    `Failed to sign in at ${name} with an API key: it declares none. Add apiKey(…) to its auth or otherAuth.`,
  )
}
