import type { Connector } from '@duet/core'
import { type Authorization, createHttp, type HttpClient } from '@duet/http'
import { type MockNetwork, mockNetwork } from '@duet/simulator'
import { firstSignIn, keyHolder, type SignIn, signIn, tokenHolder } from './authorization.js'
import type { SimulatedApplication } from './simulated-application.js'

export interface ConnectOptions {
  /** @default the first way the connector declares */
  authorization?: SignIn
  /** Waits between tries, milliseconds; by default nobody waits. */
  sleep?: (ms: number) => Promise<void>
}

/** Who another client says it is; nobody without either. */
export interface Credentials {
  accessToken?: string
  apiKey?: string
}

/** A simulator on the network of this process, and a client that is signed in there. */
export interface ConnectedSimulator<S extends SimulatedApplication = SimulatedApplication>
  extends AsyncDisposable {
  readonly simulator: S
  /** What the host gives the connector's resources. */
  readonly http: HttpClient
  /** `network.use(…)` answers single requests differently. */
  readonly network: MockNetwork
  /** How often a refused access token was replaced. */
  readonly renewals: number
  /** Another client on the same network: a foreign token, a read-only one, nobody. */
  clientWith(credentials: Credentials): HttpClient
  /** Takes the simulator off the network and closes it with all clients. */
  close(): Promise<void>
}

/**
 * Puts a simulator on the network of this process and signs in there, as the host does for a linked company.
 *
 * @example
 * await using crm = connectSimulator(exampleCrm, createExampleCrmSimulator())
 * crm.simulator.stores.people.insert({ family_name: 'Green' })
 * for await (const page of people.list(crm.http, { pageSize: 50 })) …
 */
export function connectSimulator<S extends SimulatedApplication>(
  connector: Connector,
  simulator: S,
  options: ConnectOptions = {},
): ConnectedSimulator<S> {
  const { authorization: way = firstSignIn(connector), sleep = async () => {} } = options
  const network = mockNetwork(...simulator.handlers)
  const clients: HttpClient[] = []
  let renewals = 0
  const renewed = () => {
    renewals += 1
  }
  const connect = (authorization: Authorization | undefined): HttpClient => {
    const client = createHttp({
      baseUrl: connector.baseUrl,
      userAgent: 'Duet/test',
      ...(authorization && { authorization }),
      ...(connector.headers && { headers: connector.headers }),
      errors: (answer) => connector.errors?.(answer),
      client: connector.client,
      retry: { sleep },
      dispatcher: network.dispatcher,
    })
    clients.push(client)
    return client
  }

  const http = connect(signIn({ connector, simulator, renewed }, way))
  network.listen()
  const close = async () => {
    network.close()
    for (const client of clients) await client.close()
    await simulator.close()
  }
  return {
    simulator,
    http,
    network,
    get renewals() {
      return renewals
    },
    clientWith: (credentials) => connect(authorizationOf(connector, credentials)),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function authorizationOf(
  connector: Connector,
  { accessToken, apiKey }: Credentials,
): Authorization | undefined {
  if (accessToken !== undefined) return tokenHolder(accessToken)
  return apiKey === undefined ? undefined : keyHolder(connector, apiKey)
}
