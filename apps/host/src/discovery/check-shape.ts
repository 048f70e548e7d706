import { assertConnector, type Connector, DuetError } from '@duet/core'
import { z } from 'zod'
import { UnusableConnectorError } from './unusable-error.js'

const callable = z.custom((value) => typeof value === 'function', 'must be a function')
const table = z.record(z.string(), z.unknown())
const named = z.looseObject({ name: z.string().min(1), fields: table })
const sides = z.looseObject({ connec: table, external: table })
const push = z.union([z.literal(false), z.enum(['create', 'upsert'])])

const auth = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('oauth2'), authorizeUrl: z.url(), tokenUrl: z.url() }),
  z.looseObject({ kind: z.literal('api-key'), header: z.string(), label: z.string() }),
  z.looseObject({ kind: z.literal('basic'), usernameLabel: z.string(), passwordLabel: z.string() }),
])

const entity = z.looseObject({
  kind: z.literal('entity'),
  name: z.string().min(1),
  push: z.looseObject({ connec: push, external: push }),
  toConnec: table,
  toExternal: table,
  match: z.record(z.string(), z.array(z.array(z.string()))),
  inactive: table,
  filter: table,
  moved: table,
  mappers: z
    .array(
      z.looseObject({
        kind: z.literal('mapper'),
        connec: named.extend({ collection: z.string(), references: z.array(z.unknown()) }),
        external: named.extend({ list: callable }),
        rows: z.array(z.looseObject({ connec: z.string(), external: z.string() })),
        hooks: table,
        defaults: sides,
        onCreate: sides,
        toConnec: callable,
        toExternal: callable,
      }),
    )
    .min(1),
})

const shape = z.looseObject({
  kind: z.literal('connector'),
  name: z.string().min(1),
  displayName: z.string().min(1),
  apiVersion: z.string(),
  baseUrl: z.url(),
  auth,
  otherAuth: z.array(auth).optional(),
  account: callable,
  entities: z.array(entity).min(1),
})

/** The export as a connector. Throws `UnusableConnectorError` that names the place where it is none. */
export function checkShape(value: unknown, exportName: string): Connector {
  const parsed = shape.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const place = [exportName, ...(issue?.path ?? [])].join('.')
    throw new UnusableConnectorError(
      `Failed to load the connector: "${place}" is not as a connector has it (${issue?.message}). Export what defineConnector() of @duet/core returns.`,
    )
  }
  const connector = asConnector(value)
  try {
    assertConnector(connector)
  } catch (cause) {
    throw new UnusableConnectorError(cause instanceof DuetError ? cause.message : String(cause), { cause })
  }
  return connector
}

// What was checked above is all that can be seen from outside: the rest are functions.
const asConnector = (value: unknown): Connector => value as Connector
