import type { InspectedPair, InspectedRecord } from '@duet/sync-engine'
import type { Inspected } from '../inspect-one.js'
import { itemChanges, type ValueChange } from '../item-changes.js'
import { comparedFields } from './compared-fields.js'
import { fieldDiff } from './field-diff.js'
import { sideName } from './plan-count-lines.js'
import { moment, type Terminal } from './terminal.js'

const FEW_DECISIONS = 5

/** Says in words what a record is on both sides, what was agreed, what differs, and what became of it. */
export function printInspected(
  { link, pairs, decisions, pending, conflicts }: Inspected,
  { print, style }: Pick<Terminal, 'print' | 'style'>,
): void {
  const heading = (words: string) => print(`  ${style('strong', words)}`)
  print(style('quiet', `Under ${link.connector} (${link.accountName ?? link.id}), link ${link.id}`))
  for (const pair of pairs) printPair(pair)
  if (pending.length > 0) heading('In the inbox')
  for (const { id, state, message } of pending) print(`    ${style('warn', state)} ${message} (${id})`)
  if (conflicts.length > 0) heading('Conflicts')
  for (const { field, winner, at, state } of conflicts) {
    const end = winner === null ? 'undecided' : `${sideName[winner]} won`
    print(`    ${moment(at)}  ${field}: ${state === 'open' ? 'waits for a decision' : end}`)
  }
  if (decisions.length > 0) heading('What became of it')
  for (const { at, side, outcome, words } of decisions.slice(0, FEW_DECISIONS))
    print(`    ${moment(at)}  from ${sideName[side]}  ${outcome}: ${words}`)
  if (decisions.length > FEW_DECISIONS)
    print(style('quiet', `    … and ${decisions.length - FEW_DECISIONS} earlier ones: duet why <id>`))

  function printPair(pair: InspectedPair): void {
    const { entity, idMap, connec, external, notes, outcomes } = pair
    const label = external?.label ?? connec?.label ?? idMap?.label ?? ''
    print(`${entity} ${style('strong', label)}`)
    print(`  ${sharedWords(pair)}`)
    for (const note of notes) print(`  ${style('warn', note)}`)
    for (const record of [connec, external]) if (record !== undefined) printRecord(record)
    const fields = comparedFields(pair)
    if (fields.length > 0) heading('Fields, in the spelling of Connec!')
    for (const { field, connec, external, isEqual } of fields) {
      if (isEqual) print(style('quiet', `    = ${field}: ${connec}`))
      else print(`    ${style('warn', '≠')} ${field}: Connec! ${connec}, the application ${external}`)
    }
    if (outcomes.length > 0) heading('A synchronization now')
    for (const { side, words, changes } of outcomes) {
      print(`    from ${sideName[side]}: ${words}`)
      for (const change of changes) printChange(change)
    }
  }

  function printRecord({ side, resource, id, updatedAt, changed, asAgreed }: InspectedRecord): void {
    const at = updatedAt === null ? '' : `, last changed ${moment(updatedAt.getTime())}`
    print(`  ${style('strong', `${resource} ${id} of ${sideName[side]}`)}${at}${agreedWords(asAgreed)}`)
    for (const change of changed) printChange(change)
  }

  function printChange(change: ValueChange): void {
    for (const item of itemChanges(change)) print(`      ${fieldDiff(item, style)}`)
  }
}

const agreedWords = (asAgreed: boolean | null): string => {
  if (asAgreed === null) return ''
  return asAgreed ? ': as last agreed' : ': changed since last agreed'
}

function sharedWords({ idMap, connecResource, externalResource }: InspectedPair): string {
  if (idMap?.connecId == null || idMap.externalId == null) return 'It is not shared.'
  const written = [
    idMap.pushedAt.connec === null ? '' : `written to Connec! ${moment(idMap.pushedAt.connec)}`,
    idMap.pushedAt.external === null ? '' : `written to the application ${moment(idMap.pushedAt.external)}`,
  ].filter((words) => words !== '')
  const state = idMap.inactive
    ? `no longer kept equal${idMap.message === null ? '' : `: ${idMap.message}`}`
    : 'shared'
  return `${state}: ${connecResource} ${idMap.connecId} and ${externalResource} ${idMap.externalId}${written.length > 0 ? `; ${written.join(', ')}` : ''}`
}
