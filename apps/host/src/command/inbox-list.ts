import type { Conflict } from '@duet/store'
import { defineCommand } from 'citty'
import { describeConflict, describePending } from '../api/describe-record.js'
import { asText } from '../as-text.js'
import { conflictsOf, waitingRecords } from '../inbox.js'
import { configArg, jsonArg } from './arguments.js'
import { findLinks } from './find-links.js'
import { settingsOf } from './settings-of.js'
import { type Terminal, table } from './terminal.js'
import { withStore } from './with-store.js'

/** `duet inbox list`: records that did not travel, conflicts that wait for a decision, entities that were stopped. */
export const inboxList = ({ print }: Terminal) =>
  defineCommand({
    meta: {
      name: 'list',
      description: 'List what did not travel and what waits for a decision, with reasons',
    },
    args: {
      ...configArg,
      ...jsonArg,
      link: { type: 'positional', required: false, description: 'A link or a connector; all unless given' },
    },
    async run({ args }) {
      const { records, conflicts, held } = await withStore(settingsOf(args), async (store) => {
        const links = args.link === undefined ? await store.links.list() : await findLinks(store, args.link)
        const all = await Promise.all(
          links.map(async ({ id }) => ({
            records: await waitingRecords(store, id),
            conflicts: await conflictsOf(store, id),
            held: await store.held.list(id),
          })),
        )
        return {
          records: all.flatMap((one) => one.records),
          conflicts: all.flatMap((one) => one.conflicts).filter(({ state }) => state === 'open'),
          held: all.flatMap((one) => one.held),
        }
      })
      if (args.json) {
        const answer = {
          records: records.map((record) => ({ linkId: record.linkId, ...describePending(record) })),
          conflicts: conflicts.map((conflict) => ({
            linkId: conflict.linkId,
            ...describeConflict(conflict),
          })),
          held: held.map(({ linkId, entity, message, at }) => ({ linkId, entity, message, at })),
        }
        return print(JSON.stringify(answer))
      }
      const waiting = records.map((record) => [
        record.id,
        record.state,
        record.entity,
        record.side,
        record.recordId,
        record.message,
      ])
      const open = conflicts.map((conflict) => [
        conflict.id,
        conflict.policy === 'flip_flop' ? 'quarantined' : 'conflict',
        conflict.entity,
        'both',
        conflict.externalId,
        conflictWords(conflict),
      ])
      print(table(['ID', 'STATE', 'ENTITY', 'FROM', 'RECORD', 'REASON'], [...waiting, ...open]))
      for (const { message } of held) print(message)
      if (open.length > 0) print('Decide conflicts with: duet inbox resolve <id> --winner connec|external')
    },
  })

function conflictWords({ field, policy, connecValue, externalValue }: Conflict): string {
  const values = `Connec! has "${asText(connecValue)}", the application "${asText(externalValue)}"`
  return policy === 'flip_flop'
    ? `${field} goes back and forth: ${values}.`
    : `Both sides changed ${field}: ${values}.`
}
