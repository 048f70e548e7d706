import {
  EntityNotFoundError,
  ExternalApiError,
  isPlainObject,
  RateLimitError,
  RejectedError,
  type Resource,
} from '@duet/core'
import { z } from 'zod'
import { createMiniCrm } from '../mini-crm/create-mini-crm.js'
import type { Mutant } from './mutant.js'
import { withResources } from './with-mutation.js'

const change = (name: string, changed: (proper: Resource) => Partial<Resource>): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) => withResources(connector, { [name]: changed }),
})
const errors = (read: (answer: Answer) => ReturnType<Reading>): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) => ({ ...connector, errors: (answer) => read(answer) ?? connector.errors?.(answer) }),
})
type Reading = NonNullable<Parameters<NonNullable<Mutant['mutate']>>[0]['errors']>
type Answer = Parameters<Reading>[0]

const CREATED = 'a create answers with the id under which the record is found'
const KEYED = 'a create under a key of ours makes one record, however often it is sent'
const PARTIAL = 'an update changes the given fields and no other'
const GONE = 'changing a record that was deleted is an EntityNotFoundError'
const REFUSED = 'a refused record is a RejectedError that says what is wrong'
const FAILED = 'a write that fails or is not answered is an error, and a create is sent once'
const LOST = 'a create that was carried out without an answer makes one record in the end'
const WAITED = 'too many requests (429) and a server in trouble (503) are waited out'
const TOKEN = 'an access token that is refused is replaced once'

export const writing: readonly Mutant[] = [
  {
    does: 'answers a create with nothing',
    caughtBy: CREATED,
    ...change('products', ({ create }) => ({
      create: async (http, json) => {
        await create?.(http, json)
      },
    })),
  },
  {
    does: 'forgets a field when it creates',
    caughtBy: CREATED,
    ...change('contacts', ({ create }) => ({
      create: (http, json) =>
        create?.(http, isPlainObject(json) ? { ...json, notes: undefined } : json) ?? Promise.resolve(),
    })),
  },
  {
    does: 'does not spell keys for a URL',
    caughtBy: KEYED,
    ...change('products', () => ({
      upsert: (http, key, json) => http.put(`/products/by-key/${key}`, z.unknown(), { json }),
    })),
  },
  {
    does: 'replaces the address when it changes a street',
    caughtBy: PARTIAL,
    ...change('contacts', ({ update }) => ({
      update: (http, id, json) => {
        const address =
          isPlainObject(json) && isPlainObject(json.address)
            ? { street: null, city: null, ...json.address }
            : undefined
        return (
          update?.(http, id, address === undefined ? json : { ...(json as object), address }) ??
          Promise.resolve()
        )
      },
    })),
  },
  {
    does: 'empties what an update does not name',
    caughtBy: PARTIAL,
    ...change('products', ({ update }) => ({
      update: (http, id, json) =>
        update?.(http, id, { sku: null, details: null, ...(isPlainObject(json) ? json : {}) }) ??
        Promise.resolve(),
    })),
  },
  {
    does: 'sends the changed fields alone where the others are emptied by it',
    caughtBy: PARTIAL,
    options: { simulator: () => createMiniCrm(undefined, { replaces: true }) },
  },
  {
    does: 'sends of a whole record what it maps, and the rest is emptied by it',
    caughtBy: PARTIAL,
    ...change('products', ({ read, update, parse, encode }) => ({
      update: async (http, id, json) => {
        const { id: _, ...present } = parse(await read?.(http, id)).fields
        return update?.(http, id, { ...Object(encode(present)), ...Object(json) })
      },
    })),
    options: { simulator: () => createMiniCrm(undefined, { replaces: true }) },
  },
  {
    does: 'takes "not found" for a success',
    caughtBy: GONE,
    ...change('products', ({ update }) => ({
      update: async (http, id, json) =>
        update?.(http, id, json).catch((error: unknown) => {
          if (!(error instanceof EntityNotFoundError)) throw error
        }),
    })),
  },
  {
    does: 'takes every refusal for a wrong record',
    caughtBy: GONE,
    ...errors(({ status }) =>
      status === 404 ? new RejectedError('Failed to send: refused. Try again.', { status }) : undefined,
    ),
  },
  {
    does: 'keeps to itself what is wrong with a refused record',
    caughtBy: REFUSED,
    ...errors(({ status }) =>
      status === 422 ? new RejectedError('Failed to send: refused. Try again.', { status }) : undefined,
    ),
  },
  {
    does: 'tries a wrong record again and again',
    caughtBy: REFUSED,
    ...errors(({ status }) =>
      status === 422 ? new RateLimitError('Failed to send: too fast. Wait.', { status }) : undefined,
    ),
  },
  {
    does: 'takes a refused create for a success',
    caughtBy: REFUSED,
    ...change('products', ({ create }) => ({
      create: async (http, json) =>
        create?.(http, json).catch((error: unknown) => {
          if (error instanceof RejectedError && error.status === 422) return { id: 1 }
          throw error
        }),
    })),
  },
  {
    does: 'sends a create again when it fails',
    caughtBy: FAILED,
    ...change('orders', ({ create }) => ({
      create: async (http, json) => create?.(http, json).catch(() => create(http, json)),
    })),
  },
  {
    does: 'signs in again after any refusal and sends once more',
    caughtBy: FAILED,
    ...change('products', ({ create }) => ({
      create: async (http, json) =>
        create?.(http, json).catch(async (error: unknown) => {
          if (!(error instanceof ExternalApiError) || error.status !== 400) throw error
          await http.get('/me', z.unknown())
          return create(http, json)
        }),
    })),
  },
  {
    does: 'takes a failed update for a success',
    caughtBy: FAILED,
    ...change('products', ({ update }) => ({
      update: async (http, id, json) =>
        update?.(http, id, json).catch((error: unknown) => {
          if (error instanceof ExternalApiError && (error.status ?? 0) < 500) throw error
        }),
    })),
  },
  {
    does: 'takes a create that was not answered for one that was not carried out',
    caughtBy: LOST,
    ...change('orders', ({ create }) => ({
      create: async (http, json) =>
        create?.(http, json).catch((error: unknown) => {
          if (!(error instanceof ExternalApiError) || error.status !== undefined) throw error
          throw new RejectedError('Failed to create: no answer. Try again.', { status: 408 })
        }),
    })),
  },
  {
    does: 'gives up when it is to slow down',
    caughtBy: WAITED,
    ...errors(({ status }) =>
      status === 429 ? new ExternalApiError('Failed to ask: too fast. Give up.', { status }) : undefined,
    ),
  },
  {
    does: 'does not say that access was refused',
    caughtBy: TOKEN,
    ...errors(({ status }) =>
      status === 401 ? new ExternalApiError('Failed to ask: no. Try again.', { status }) : undefined,
    ),
  },
  {
    does: 'names the account by its id',
    caughtBy: 'the linked account is named as the application names it',
    mutate: (connector) => ({
      ...connector,
      account: async (http) => ({ ...(await connector.account(http)), name: 'acc_7' }),
    }),
  },
]
