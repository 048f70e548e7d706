import type { Check } from '../check.js'
import { account } from './account.js'
import { backToConnec } from './back-to-connec.js'
import { backToExternal } from './back-to-external.js'
import { brokenAnswer } from './broken-answer.js'
import { changeWhileReading } from './change-while-reading.js'
import { createdId } from './created-id.js'
import { editsConverge } from './edits-converge.js'
import { equalMoments } from './equal-moments.js'
import { expiredToken } from './expired-token.js'
import { firstSynchronization } from './first-synchronization.js'
import { fixturesParse } from './fixtures-parse.js'
import { goneRecord } from './gone-record.js'
import { inputKept } from './input-kept.js'
import { keyedCreate } from './keyed-create.js'
import { kindKept } from './kind-kept.js'
import { manifest } from './manifest.js'
import { outage } from './outage.js'
import { partialUpdate } from './partial-update.js'
import { quietSecondRun } from './quiet-second-run.js'
import { readSince } from './read-since.js'
import { refusedRecord } from './refused-record.js'
import { routes } from './routes.js'
import { waitedOut } from './waited-out.js'
import { wholeList } from './whole-list.js'

/** Every check, in the order of a connector's life: declared, mapped, signed in, read, written, in trouble, linked. */
export const checks: readonly Check[] = [
  manifest,
  fixturesParse,
  routes,
  backToExternal,
  backToConnec,
  kindKept,
  inputKept,
  account,
  expiredToken,
  wholeList,
  readSince,
  equalMoments,
  changeWhileReading,
  createdId,
  keyedCreate,
  partialUpdate,
  goneRecord,
  refusedRecord,
  waitedOut,
  outage,
  brokenAnswer,
  firstSynchronization,
  quietSecondRun,
  editsConverge,
]
