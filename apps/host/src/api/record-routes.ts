import type { SharedRecordList, WhyAnswer } from '@duet/host-api'
import { Hono } from 'hono'
import { z } from 'zod'
import type { AppContext } from '../app-context.js'
import { whyOf } from '../why.js'
import { describeRecord } from './describe-record.js'
import { findLink } from './find-link.js'
import type { ApiVariables } from './guards.js'
import { readQuery } from './read-body.js'

const filter = z.object({
  entity: z.string().optional(),
  search: z.string().optional(),
  state: z.enum(['shared', 'inactive', 'incomplete']).optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const whyQuery = z.object({ id: z.string().min(1) })

/** Shared records, and why a record did or did not travel. */
export const recordRoutes = ({ store }: AppContext) =>
  new Hono<ApiVariables>()
    .get('/links/:id/records', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const { after, limit, ...chosen } = readQuery(c, filter)
      const [{ rows, next }, total] = await Promise.all([
        store.idMaps.list(link.id, { ...chosen, after, limit }),
        store.idMaps.count(link.id, chosen),
      ])
      const answer: SharedRecordList = { records: rows.map(describeRecord), total, next: next ?? null }
      return c.json(answer)
    })
    .get('/links/:id/why', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const { id } = readQuery(c, whyQuery)
      const { record, decisions } = await whyOf(store, { link, recordId: id })
      const answer: WhyAnswer = { record: record === undefined ? null : describeRecord(record), decisions }
      return c.json(answer)
    })
