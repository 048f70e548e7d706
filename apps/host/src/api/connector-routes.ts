import type { ConnectorList } from '@duet/host-api'
import { Hono } from 'hono'
import type { AppContext } from '../app-context.js'
import { describeConnector } from './describe-connector.js'
import type { ApiVariables } from './guards.js'

/** `GET /api/connectors`. */
export const connectorRoutes = ({ catalog, settings }: AppContext) =>
  new Hono<ApiVariables>().get('/connectors', (c) => {
    const answer: ConnectorList = {
      connectors: [...catalog.connectors.values()].map((loaded) => describeConnector(loaded, settings)),
      quarantined: [...catalog.quarantined],
    }
    return c.json(answer)
  })
