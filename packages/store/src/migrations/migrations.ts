import type { Migrations } from '../database/migrate.js'
import { first } from './0001-first.js'
import { plans } from './0002-plans.js'
import { budgets } from './0003-budgets.js'
import { moves } from './0004-moves.js'
import { companySessions } from './0005-company-sessions.js'
import { announcementsInOrder } from './0006-announcements-in-order.js'
import { intentsWithoutHash } from './0007-intents-without-hash.js'

/** The store's way from nothing to now; what has been released is never changed, only added to. */
export const storeMigrations: Migrations = {
  '0001-first': first,
  '0002-plans': plans,
  '0003-budgets': budgets,
  '0004-moves': moves,
  '0005-company-sessions': companySessions,
  '0006-announcements-in-order': announcementsInOrder,
  '0007-intents-without-hash': intentsWithoutHash,
}
