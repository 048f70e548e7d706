import { type Http, isPlainObject, type Move, type PlainRecord, type Resource } from '@duet/core'
import { z } from 'zod'
import type { Mutant } from './mutant.js'
import { withEntities, withMappers, withResources } from './with-mutation.js'

const FIRST = 'the first synchronization shares the records of both sides'
const MERGE = 'a record that both sides have already becomes one in the first synchronization'
const QUIET = 'a second synchronization writes nothing, nor does a full one'
const EDITS = 'an edit on either side reaches the other, and nothing is written after it'
const CONFLICT =
  'edits on both sides at once end alike on both, the later one winning, and no other edit is lost'
const REFERENCES = 'a reference leads to the same record on both sides'
const LINES = 'lines are told apart by their ids: moved ones keep what they are at the hub'
const MOVED = 'a record that has become another one in the application goes on as that one, once at the hub'
const CRASH = 'a process that dies after any of its steps leaves nothing doubled or forgotten'

const change = (name: string, changed: (proper: Resource) => Partial<Resource>): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) => withResources(connector, { [name]: changed }),
})
const asRecord = (value: unknown): PlainRecord => (isPlainObject(value) ? value : {})

/** Records changed as they come, whatever was asked. */
const reading = (name: string, seen: (record: PlainRecord) => PlainRecord) =>
  change(name, ({ list, read, create, update }) => ({
    create: async (http, json) => seen(asRecord(await create?.(http, json))),
    update: async (http, id, json) => seen(asRecord(await update?.(http, id, json))),
    async *list(http, options) {
      for await (const page of list(http, options)) yield page.map((record) => seen(asRecord(record)))
    },
    read: async (http, id) => seen(asRecord(await read?.(http, id))),
  }))

/** Moves of products told differently. */
const telling = (told: (moves: readonly Move[]) => readonly Move[]): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) =>
    withEntities(connector, {
      item: ({ moved }) => ({
        moved: {
          async *products(http, options) {
            for await (const moves of moved.products?.(http, options) ?? []) yield told(moves)
          },
        },
      }),
    }),
})

const answer = z.object({ records: z.array(z.unknown()), next: z.number().nullable() })

export const linking: readonly Mutant[] = [
  {
    does: 'never shares what it takes for internal at the hub',
    caughtBy: FIRST,
    mutate: (connector) =>
      withEntities(connector, {
        item: ({ toExternal }) => ({
          toExternal: {
            ...toExternal,
            item: ({ reference }) => (String(reference).startsWith('hub-') ? null : 'products'),
          },
        }),
      }),
  },
  {
    does: 'gives names at the hub that no other application would give',
    caughtBy: MERGE,
    mutate: (connector) =>
      withMappers(connector, {
        'item products': ({ rows, toConnec, toExternal }) => ({
          rows: rows.map((row) => (row.external === 'sku' ? { ...row, lossy: 'numbered' } : row)),
          toConnec: (record, context) => ({
            ...toConnec(record, context),
            reference: `${record.sku} #${record.id}`,
          }),
          toExternal: (record, context) => ({
            ...toExternal(record, context),
            sku: String(record.reference).replace(/ #\d+$/, ''),
          }),
        }),
      }),
  },
  {
    does: 'lists records in a short form when it lists all',
    caughtBy: QUIET,
    ...change('products', ({ list }) => ({
      async *list(http, options) {
        for await (const page of list(http, options))
          yield options.since
            ? page
            : page.map((record) => ({
                ...asRecord(record),
                price: Math.round(Number(asRecord(record).price)),
              }))
      },
    })),
  },
  {
    does: 'tells its own writes from those of people by the clock',
    caughtBy: EDITS,
    mutate: (connector) => {
      // by client: what was written in another check is no matter of this one
      const written = new WeakMap<Http, Map<unknown, unknown>>()
      const writtenBy = (http: Http) => {
        const known = written.get(http) ?? new Map<unknown, unknown>()
        written.set(http, known)
        return known
      }
      return withResources(connector, {
        products: ({ list, update }) => ({
          update: async (http, id, json) => {
            const answer = asRecord(await update?.(http, id, json))
            writtenBy(http).set(answer.id, answer.updated_at)
            return answer
          },
          async *list(http, options) {
            const isOwn = ({ id, updated_at }: PlainRecord) => writtenBy(http).get(id) === updated_at
            for await (const page of list(http, options))
              yield options.since ? page.filter((record) => !isOwn(asRecord(record))) : page
          },
        }),
      })
    },
  },
  {
    does: 'calls a record by another id when it has changed',
    caughtBy: EDITS,
    ...change('products', ({ parse, read, update }) => ({
      parse: (input) => {
        const record = parse(input)
        const id = `${record.id}@${record.updatedAt?.getTime() ?? ''}`
        return { ...record, id, fields: { ...record.fields, id } }
      },
      idOf: (input) =>
        isPlainObject(input) ? `${input.id}@${Date.parse(String(input.updated_at))}` : undefined,
      read: (http, id) => read?.(http, own(id)) ?? Promise.resolve(),
      update: (http, id, json) => update?.(http, own(id), json) ?? Promise.resolve(),
    })),
  },
  {
    does: 'writes a copy it has kept back when it changes one field',
    caughtBy: CONFLICT,
    mutate: (connector) => {
      const kept = new Map<string, PlainRecord>()
      return withResources(connector, {
        products: ({ list, update }) => ({
          async *list(http, options) {
            for await (const page of list(http, options)) {
              for (const record of page.map(asRecord))
                if (!kept.has(String(record.id))) kept.set(String(record.id), record)
              yield page
            }
          },
          update: (http, id, json) => {
            const { sku } = kept.get(id) ?? {}
            return (
              update?.(http, id, { ...(sku !== undefined && { sku }), ...asRecord(json) }) ??
              Promise.resolve()
            )
          },
        }),
      })
    },
  },
  {
    does: 'sends a reference as the id of the next record',
    caughtBy: REFERENCES,
    ...change('contacts', ({ parse, encode }) => ({
      parse: (input) => {
        const read = parse(input)
        const { firm_id } = read.fields
        return typeof firm_id === 'string'
          ? { ...read, fields: { ...read.fields, firm_id: other(firm_id) } }
          : read
      },
      encode: (draft) =>
        encode(typeof draft.firm_id === 'string' ? { ...draft, firm_id: other(draft.firm_id) } : draft),
    })),
  },
  {
    does: 'tells lines apart by their position',
    caughtBy: LINES,
    ...reading('orders', (record) => ({
      ...record,
      lines: Array.isArray(record.lines)
        ? record.lines.map((line, index) => ({ ...asRecord(line), id: `line-${index + 1}` }))
        : record.lines,
    })),
  },
  {
    does: 'says nothing of records that were merged',
    caughtBy: MOVED,
    ...telling(() => []),
  },
  {
    does: 'tells of merged records the wrong way round',
    caughtBy: MOVED,
    ...telling((moves) => moves.map(({ from, to }) => ({ from: to, to: from }))),
  },
  {
    does: 'loses count of the pages when it was interrupted',
    caughtBy: CRASH,
    mutate: (connector) =>
      withResources(connector, {
        contacts: () => ({
          async *list(http, { since, pageSize, checkpoint }) {
            const from = checkpoint?.from
            for (let page = Number(from ?? 1); ; page += from === undefined ? 1 : 2) {
              const { records, next } = await http.get('/contacts', answer, {
                query: { page, size: pageSize, since },
              })
              checkpoint?.note(String(page))
              yield records
              if (next === null) return
            }
          },
        }),
      }),
  },
]

/** The application's own id, without the moment behind it. */
const own = (id: string): string => id.replace(/@.*$/, '')

/** The other one of two neighbours; its own inverse. */
const other = (id: string): string =>
  /^\d{1,15}$/.test(id) ? String(Number(id) % 2 === 0 ? Number(id) + 1 : Number(id) - 1) : id
