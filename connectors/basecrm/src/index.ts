import { apiKey, defineConnector, oauth2 } from '@duet/core'
import { z } from 'zod'
import { baseId } from './codecs.js'
import { appUser } from './entities/app-user.js'
import { company } from './entities/company.js'
import { item } from './entities/item.js'
import { opportunity } from './entities/opportunity.js'
import { personAndOrganization } from './entities/person-and-organization.js'
import { readRefusal } from './read-refusal.js'

const origin = 'https://api.getbase.com'
const linkedAccount = z.object({ data: z.object({ id: baseId, name: z.string() }) })

/** Base CRM, called Zendesk Sell today. */
export const basecrm = defineConnector({
  name: 'basecrm',
  displayName: 'Base CRM',
  apiVersion: '1.0',
  baseUrl: `${origin}/v2`,
  auth: oauth2({
    authorizeUrl: `${origin}/oauth2/authorize`,
    tokenUrl: `${origin}/oauth2/token`,
    revokeUrl: `${origin}/oauth2/revoke`,
    scopes: ['read', 'write', 'profile'],
    clientAuth: 'basic',
  }),
  otherAuth: [
    apiKey({
      header: 'Authorization',
      prefix: 'Bearer ',
      label: 'Personal access token, from Settings → Integrations → OAuth → Access Tokens',
    }),
  ],
  rateLimit: { perSecond: 10, perHour: 36_000 },
  account: async (http) => (await http.get('/accounts/self', linkedAccount)).data,
  entities: [appUser, company, personAndOrganization, item, opportunity],
  errors: readRefusal,
})
