import { member } from '../code/literals.js'
import type { ConnectorPlan } from '../plan/connector-plan.js'
import type { GeneratedFile } from './generated-file.js'

type Named = Pick<ConnectorPlan, 'name' | 'displayName'>

/** What the webhooks of an application need: how they are read, how the simulator sends them, a test. */
export const webhookFiles = (plan: Named & { collection: string }): readonly GeneratedFile[] => [
  { path: 'src/webhooks.ts', content: readingCode(plan) },
  { path: 'src/simulator/webhooks.ts', content: sendingCode(plan) },
  { path: 'test/webhooks.test.ts', content: testCode(plan) },
]

const headerOf = ({ name }: Pick<Named, 'name'>) => `const header = 'x-${name.kebab}'`

const readingCode = (plan: Named): string => `import type { WebhookRequest, Webhooks } from '@duet/core'
import { z } from 'zod'

${headerOf(plan)}
const event = z.object({ account_id: z.string(), resource: z.string(), record_id: z.string() })

const timestamp = ({ headers }: WebhookRequest) => headers[\`\${header}-timestamp\`] ?? ''

/** A signed request for every change: HMAC-SHA256 of \`<timestamp>.<body>\`. */
export const webhooks: Webhooks = {
  signature: {
    algorithm: 'sha256',
    sent: ({ headers }) => headers[\`\${header}-signature\`],
    signed: (request) => Buffer.concat([Buffer.from(\`\${timestamp(request)}.\`), request.body]),
    at: (request) =>
      /^\\d+$/.test(timestamp(request)) ? new Date(Number(timestamp(request)) * 1_000) : undefined,
    toleranceSeconds: 300,
  },
  accountOf: (body) => event.parse(body).account_id,
  hints: (body) => {
    const { resource, record_id } = event.parse(body)
    return [{ resource, ids: [record_id] }]
  },
}
`

const sendingCode = (plan: Named): string => `import { createHmac } from 'node:crypto'
import type { WebhooksDefinition } from '@duet/simulator'

${headerOf(plan)}

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex')

/** A signed request to each subscriber for every change. */
export const webhooks: WebhooksDefinition = {
  path: '/webhooks',
  body: ({ id, accountId, collection, action, record }) => ({
    id,
    account_id: accountId,
    resource: collection,
    action,
    record_id: String(record.id),
  }),
  sign: (text, { secret, timestamp }) => ({
    [\`\${header}-timestamp\`]: String(timestamp),
    [\`\${header}-signature\`]: hmac(secret, \`\${timestamp}.\${text}\`),
  }),
}
`

const testCode = ({ name, collection }: Named & { collection: string }): string =>
  `import { createHmac } from 'node:crypto'
import type { WebhookRequest } from '@duet/core'
import { connectSimulator } from '@duet/testing'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { ${name.camel} } from '../src/index.js'
import { create${name.pascal}Simulator } from '../src/simulator/index.js'
import { webhooks } from '../src/webhooks.js'

const url = 'https://duet.example.test/webhooks/${name.kebab}'
const secret = 'webhook-secret'

const signatureOf = (request: WebhookRequest) =>
  createHmac('sha256', secret).update(webhooks.signature.signed(request)).digest('hex')

test('a change is announced, signed, as a hint; another body does not fit the signature', async () => {
  const simulator = create${name.pascal}Simulator({ webhookSecret: secret })
  await using app = connectSimulator(${name.camel}, simulator)
  const received: WebhookRequest[] = []
  app.network.use(
    http.post(url, async ({ request }) => {
      const body = new Uint8Array(await request.arrayBuffer())
      received.push({ headers: Object.fromEntries(request.headers), body })
      return new HttpResponse(null, { status: 202 })
    }),
  )
  simulator.subscribe(url)
  const { id } = simulator.stores${member(collection)}.insert({})
  await simulator.webhooks.flush()

  const [request] = received
  if (request === undefined) throw new Error('nothing was sent')
  expect(webhooks.signature.sent(request)).toBe(signatureOf(request))
  expect(webhooks.signature.sent({ ...request, body: new Uint8Array() })).not.toBe(
    signatureOf({ ...request, body: new Uint8Array() }),
  )
  const event: unknown = JSON.parse(new TextDecoder().decode(request.body))
  expect(webhooks.accountOf(event)).toBe(simulator.account.id)
  expect(webhooks.hints(event)).toEqual([{ resource: '${collection}', ids: [String(id)] }])
})
`
