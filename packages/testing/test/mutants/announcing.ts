import { createHmac } from 'node:crypto'
import { defineClient, ExternalApiError, isPlainObject, type Webhooks } from '@duet/core'
import { createMiniCrm } from '../mini-crm/create-mini-crm.js'
import { readEvent, webhooks } from '../mini-crm/webhooks.js'
import type { Mutant } from './mutant.js'
import { withResources } from './with-mutation.js'

const NAMED = 'a webhook names the account and the record that changed'
const TAMPERED = 'a webhook that was tampered with is refused, the genuine one is not'
const STALE = 'a webhook that is sent again a day later is refused'
const ORDER = 'webhooks that come twice or in the wrong order end in what the application holds'
const ERRORS = 'no error says what a record holds or what somebody signs in with'
const LOGS = 'nothing that is logged or printed says what a record holds or what somebody signs in with'

const hearing = (change: Partial<Webhooks>): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) => ({ ...connector, webhooks: { ...webhooks, ...change } }),
})
const { signature } = webhooks
const { at: _, ...withoutTime } = signature
const signedByUs = (signed: string | Uint8Array) =>
  createHmac('sha256', 'example-webhook-secret').update(signed).digest('hex')

const token = defineClient(({ getAccessToken }) => ({ get: getAccessToken }))

/** The account is asked for as ever; `then` is told the token, and what went wrong. */
const signingIn = (then: (token: string, cause?: unknown) => void): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) => ({
    ...connector,
    client: token,
    account: async (http) => {
      const sent = await http.client(token).get()
      try {
        const account = await connector.account(http)
        then(sent)
        return account
      } catch (cause) {
        then(sent, cause)
        throw cause
      }
    },
  }),
})

export const announcing: readonly Mutant[] = [
  {
    does: 'takes the event for the account',
    caughtBy: NAMED,
    ...hearing({ accountOf: (body) => readEvent(body).kind }),
  },
  {
    does: 'names every changed record by the id of the first',
    caughtBy: NAMED,
    ...hearing({ hints: (body) => [{ resource: readEvent(body).kind, ids: ['1'] }] }),
  },
  {
    does: 'takes a webhook that is not signed',
    caughtBy: TAMPERED,
    ...hearing({
      signature: {
        ...withoutTime,
        sent: (request) => signature.sent(request) ?? signedByUs(signature.signed(request)),
      },
    }),
  },
  {
    does: 'takes a webhook whose body was changed',
    caughtBy: TAMPERED,
    ...hearing({ signature: { ...signature, signed: ({ headers }) => headers['x-timestamp'] ?? '' } }),
    options: { simulator: () => createMiniCrm((_, timestamp) => String(timestamp)) },
  },
  {
    does: 'takes a webhook whose time was changed',
    caughtBy: TAMPERED,
    ...hearing({ signature: { ...signature, signed: ({ body }) => body } }),
    options: { simulator: () => createMiniCrm((text) => text) },
  },
  {
    does: 'takes a webhook that is a week old',
    caughtBy: STALE,
    ...hearing({ signature: { ...signature, toleranceSeconds: 7 * 24 * 3_600 } }),
  },
  {
    does: 'drops what is older than the last event it heard of',
    caughtBy: ORDER,
    mutate: (connector) => {
      let last = ''
      const hints: Webhooks['hints'] = (body) => {
        const { at } = readEvent(body)
        if (at < last) return []
        last = at
        return webhooks.hints(body)
      }
      return { ...connector, webhooks: { ...webhooks, hints } }
    },
  },
  {
    does: 'quotes the record in an error',
    caughtBy: ERRORS,
    mutate: (connector) =>
      withResources(connector, {
        products: ({ create }) => ({
          create: async (http, json) =>
            create?.(http, json).catch((cause: unknown) => {
              const status = cause instanceof ExternalApiError ? cause.status : undefined
              if (status !== 500) throw cause
              throw new ExternalApiError(`Failed to create ${JSON.stringify(json)}: no. Try again.`, {
                cause,
                status,
              })
            }),
        }),
      }),
  },
  {
    does: 'prints the records it sends',
    caughtBy: LOGS,
    mutate: (connector) =>
      withResources(connector, {
        products: ({ create }) => ({
          create: (http, json) => {
            if (isPlainObject(json)) console.debug('sending', json)
            return create?.(http, json) ?? Promise.resolve()
          },
        }),
      }),
  },
  {
    does: 'quotes the token in the error of a refused sign-in',
    caughtBy: ERRORS,
    ...signingIn((sent, cause) => {
      if (cause === undefined) return
      throw new ExternalApiError(`Failed to sign in: the token ${sent} is refused. Link the account again.`, {
        cause,
        status: 401,
      })
    }),
  },
  {
    does: 'prints the token it signs in with',
    caughtBy: LOGS,
    ...signingIn((sent) => console.info('signed in with', { authorization: `Bearer ${sent}` })),
  },
]
