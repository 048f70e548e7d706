import type { Check } from '../check.js'
import { account } from './account.js'
import { announcedChange } from './announced-change.js'
import { backToConnec } from './back-to-connec.js'
import { backToExternal } from './back-to-external.js'
import { brokenAnswer } from './broken-answer.js'
import { changeWhileReading } from './change-while-reading.js'
import { conflict } from './conflict.js'
import { contractKept } from './contract-kept.js'
import { crash } from './crash.js'
import { createdId } from './created-id.js'
import { editsConverge } from './edits-converge.js'
import { equalMoments } from './equal-moments.js'
import { expiredToken } from './expired-token.js'
import { failedWrite } from './failed-write.js'
import { firstMerge } from './first-merge.js'
import { firstSynchronization } from './first-synchronization.js'
import { fixturesParse } from './fixtures-parse.js'
import { goneRecord } from './gone-record.js'
import { inputKept } from './input-kept.js'
import { keyedCreate } from './keyed-create.js'
import { kindKept } from './kind-kept.js'
import { lineIds } from './line-ids.js'
import { lostCreate } from './lost-create.js'
import { manifest } from './manifest.js'
import { movedRecord } from './moved-record.js'
import { outage } from './outage.js'
import { partialUpdate } from './partial-update.js'
import { quietErrors } from './quiet-errors.js'
import { quietLogs } from './quiet-logs.js'
import { quietSecondRun } from './quiet-second-run.js'
import { readSince } from './read-since.js'
import { references } from './references.js'
import { refusedRecord } from './refused-record.js'
import { routes } from './routes.js'
import { staleWebhook } from './stale-webhook.js'
import { tamperedWebhook } from './tampered-webhook.js'
import { waitedOut } from './waited-out.js'
import { webhookOrder } from './webhook-order.js'
import { wholeList } from './whole-list.js'

/** Checks by what they are about, in the order of a connector's life. */
export const checkGroups = {
  declared: [manifest, contractKept, fixturesParse, routes],
  mapped: [backToExternal, backToConnec, kindKept, inputKept],
  'signed in': [account, expiredToken],
  read: [wholeList, readSince, equalMoments, changeWhileReading],
  written: [createdId, keyedCreate, partialUpdate, goneRecord, refusedRecord],
  'in trouble': [waitedOut, outage, brokenAnswer, failedWrite, lostCreate],
  linked: [
    firstSynchronization,
    firstMerge,
    quietSecondRun,
    editsConverge,
    conflict,
    references,
    lineIds,
    movedRecord,
    crash,
  ],
  announced: [announcedChange, tamperedWebhook, staleWebhook, webhookOrder],
  private: [quietErrors, quietLogs],
} as const satisfies Readonly<Record<string, readonly Check[]>>

/** Every check. */
export const checks: readonly Check[] = Object.values(checkGroups).flat()
