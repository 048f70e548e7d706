import { apiKey, defineConnector, oauth2 } from '@duet/core'
import { z } from 'zod'
import { company } from './entities/company.js'
import { invoice } from './entities/invoice.js'
import { item } from './entities/item.js'
import { opportunity } from './entities/opportunity.js'
import { organization } from './entities/organization.js'
import { person } from './entities/person.js'
import { taxCode } from './entities/tax-code.js'
import { readError } from './errors.js'
import { webhooks } from './webhooks.js'

/** The connector of Example CRM. */
export const exampleCrm = defineConnector({
  name: 'example-crm',
  displayName: 'Example CRM',
  apiVersion: '1.0',
  baseUrl: 'https://api.example-crm.test/v1',
  auth: oauth2({
    authorizeUrl: 'https://api.example-crm.test/oauth/authorize',
    tokenUrl: 'https://api.example-crm.test/oauth/token',
    revokeUrl: 'https://api.example-crm.test/oauth/revoke',
    scopes: ['read', 'write'],
    clientAuth: 'post',
    pkce: true,
  }),
  otherAuth: [apiKey({ header: 'X-Api-Key', label: 'API key, from Settings → API' })],
  account: (http) => http.get('/me', z.object({ id: z.string(), name: z.string() })),
  entities: [company, organization, person, taxCode, item, opportunity, invoice],
  errors: readError,
  webhooks,
})
