import { randomUUID } from 'node:crypto'
import type { PlainRecord } from '@duet/core'
import { accepts } from './filter/accepts.js'
import type { ListQuery } from './list-records.js'

/** One collection in one notification: what an application was told, and whether it heard. */
export interface LoggedNotification {
  readonly company: string
  readonly group: string
  readonly collection: string
  readonly recordId: string
  readonly delivered: boolean
  readonly message: string
  /** ISO-8601, whole seconds. */
  readonly at: string
}

/** What `GET /transaction_logs` shows; the last thousand of each company, newest last. */
export interface TransactionLogs {
  add(entry: LoggedNotification): void
  list(company: string, query: ListQuery): { records: readonly PlainRecord[]; total: number }
}

const KEPT = 1_000

export function createTransactionLogs(): TransactionLogs {
  const byCompany = new Map<string, PlainRecord[]>()
  return {
    add(entry) {
      const rows = byCompany.get(entry.company) ?? []
      rows.push(toLog(entry))
      byCompany.set(entry.company, rows.slice(-KEPT))
    },
    list(company, { condition, skip, top }) {
      const rows = (byCompany.get(company) ?? []).filter(
        (fields) =>
          condition === undefined ||
          accepts(condition, {
            id: String(fields.id),
            fields,
            createdAt: 0,
            updatedAt: 0,
          }),
      )
      return { records: rows.slice(skip, skip + top), total: rows.length }
    },
  }
}

function toLog({
  company,
  group,
  collection,
  recordId,
  delivered,
  message,
  at,
}: LoggedNotification): PlainRecord {
  return {
    id: randomUUID(),
    reference: recordId,
    entity_id: recordId,
    entity_name: collection,
    group_id: group,
    action: 'BULK UPDATE',
    status: delivered ? 'SUCCESS' : 'ERROR',
    message,
    created_at: at,
    updated_at: at,
    channel_id: company,
    resource_type: 'transaction_logs',
  }
}
