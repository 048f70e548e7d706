import { createLinkRequest, type EntitySwitch, type LinkList, updateLinkRequest } from '@duet/host-api'
import type { Link } from '@duet/store'
import { Hono } from 'hono'
import type { AppContext } from '../app-context.js'
import { startLink } from '../oauth/start-link.js'
import { unlink } from '../oauth/unlink.js'
import { setHistoryLimit } from '../set-history-limit.js'
import { humanise } from '../words.js'
import { ApiFailure } from './api-failure.js'
import { directionsOf } from './describe-connector.js'
import { describeLink } from './describe-link.js'
import { findLink, findOrganization } from './find-link.js'
import type { ApiVariables } from './guards.js'
import { readBody } from './read-body.js'

/** Links of a company: list, start, show, change, end. */
export function linkRoutes(context: AppContext) {
  const { store, log } = context

  return new Hono<ApiVariables>()
    .get('/organizations/:id/links', async (c) => {
      const { id } = await findOrganization(store, c.req.param('id'))
      const links = await store.links.byOrganization(id)
      const answer: LinkList = { links: await Promise.all(links.map((link) => describeLink(link, context))) }
      return c.json(answer)
    })
    .post('/organizations/:id/links', async (c) => {
      const organization = await findOrganization(store, c.req.param('id'))
      const request = await readBody(c, createLinkRequest)
      const started = await startLink(context, {
        organization,
        ...request,
        sessionHash: c.get('sessionHash'),
      })
      if ('authorizeUrl' in started) return c.json(started)
      return c.json({ link: await describeLink(started.link, context) }, 201)
    })
    .get('/links/:id', async (c) =>
      c.json(await describeLink(await findLink(store, c.req.param('id')), context)),
    )
    .patch('/links/:id', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const { entities, historyLimit } = await readBody(c, updateLinkRequest)
      const switches = entities && switched(context, link, entities)
      const moved = historyLimit === undefined ? link : await setHistoryLimit(context, link, historyLimit)
      const changed = switches ? await store.links.setEntities(link.id, switches) : moved
      log.info({ link: link.id }, 'The settings of a link were changed')
      return c.json(await describeLink(changed ?? link, context))
    })
    .delete('/links/:id', async (c) => {
      await unlink(context, await findLink(store, c.req.param('id')))
      return c.body(null, 204)
    })
}

/** The switches with the given ones changed; refuses entities and directions the connector does not have. */
function switched(
  { catalog }: AppContext,
  link: Link,
  changes: Readonly<Record<string, EntitySwitch>>,
): Record<string, EntitySwitch> {
  const entities = catalog.connectors.get(link.connector)?.connector.entities ?? []
  for (const [name, change] of Object.entries(changes)) {
    const entity = entities.find((candidate) => candidate.name === name)
    if (entity === undefined) throw refused(name, `${link.connector} has no entity "${name}"`)
    const possible = directionsOf(entity)
    if (change.toConnec && !possible.toConnec)
      throw refused(name, `${humanise(name)} cannot travel to Connec!`)
    if (change.toExternal && !possible.toExternal)
      throw refused(name, `${humanise(name)} cannot travel to the application`)
  }
  return { ...link.entities, ...changes }
}

const refused = (name: string, reason: string) =>
  new ApiFailure(
    400,
    'invalid_request',
    `Failed to change what is shared: ${reason}. Switch another direction or entity.`,
    { fields: { [`entities.${name}`]: reason } },
  )
