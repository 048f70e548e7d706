import { createOrganizationRequest, type Organization, type OrganizationList } from '@duet/host-api'
import type { Organization as StoredOrganization } from '@duet/store'
import { Hono } from 'hono'
import type { AppContext } from '../app-context.js'
import { inWords } from '../words.js'
import { ApiFailure } from './api-failure.js'
import type { ApiVariables } from './guards.js'
import { readBody } from './read-body.js'

/** `GET` and `POST /api/organizations`. */
export function organizationRoutes({ store, settings, log }: AppContext) {
  const tenants = Object.keys(settings.tenants)

  return new Hono<ApiVariables>()
    .get('/organizations', async (c) => {
      const own = c.get('organizationId')
      const seen = (await store.organizations.list()).filter(({ id }) => own === null || id === own)
      const organizations = seen.map(describeOrganization)
      return c.json({ organizations, tenants: own === null ? tenants : [] } satisfies OrganizationList)
    })
    .post('/organizations', async (c) => {
      if (c.get('organizationId') !== null) throw onlyOperators()
      const { name, tenant, uid } = await readBody(c, createOrganizationRequest)
      if (!tenants.includes(tenant)) throw unknownTenant(tenant, tenants)
      const created = await store.organizations.create({ name, tenant, uid })
      log.info({ organization: created.id, tenant }, 'A company was added')
      return c.json(describeOrganization(created), 201)
    })
}

const onlyOperators = () =>
  new ApiFailure(
    403,
    'not_allowed',
    'Failed to add the company: this browser is signed in for one company. Ask who runs the host to add it.',
  )

const describeOrganization = ({ id, name, tenant, uid }: StoredOrganization): Organization => ({
  id,
  name,
  tenant,
  uid,
})

function unknownTenant(tenant: string, tenants: readonly string[]): ApiFailure {
  const known = tenants.length === 0 ? 'none is in the settings' : `the settings have ${inWords(tenants)}`
  const words = `There is no tenant "${tenant}"; ${known}`
  return new ApiFailure(
    400,
    'invalid_request',
    `Failed to add the company: ${words}. Choose one of those, or add it to the settings.`,
    { fields: { tenant: words } },
  )
}
