import type { PlannedRecordSummary } from '@duet/host-api'
import { fieldDiff } from './field-diff.js'
import { sideName } from './plan-count-lines.js'
import type { Tone } from './style.js'
import type { Terminal } from './terminal.js'

const MOST_FIELDS = 12
const otherSide = { connec: 'external', external: 'connec' } as const

/** Prints record by record what would change; a pair of which both sides change is one record. */
export function printPlanned(
  records: readonly PlannedRecordSummary[],
  { print, style }: Pick<Terminal, 'print' | 'style'>,
): void {
  let before: PlannedRecordSummary | undefined
  for (const record of records) {
    if (before === undefined || !isSamePair(before, record)) printHead(record)
    printRest(record)
    before = record
  }

  function printHead({ kind, entity, label, recordId, ...record }: PlannedRecordSummary): void {
    const { sign, tone } = looks[kind] ?? { sign: '!', tone: 'warn' }
    const ids = style('quiet', `(${idsOf({ recordId, ...record })})`)
    print(`${style(tone, `${sign} ${kind}`)} ${entity} ${style('strong', label ?? recordId)} ${ids}`)
  }

  function printRest({ from, reason, changes }: PlannedRecordSummary): void {
    if (reason !== '') print(`    ${reason}`)
    if (changes.length > 0) print(`    in ${sideName[otherSide[from]]}:`)
    for (const change of changes.slice(0, MOST_FIELDS)) print(`      ${fieldDiff(change, style)}`)
    if (changes.length > MOST_FIELDS)
      print(style('quiet', `      … and ${changes.length - MOST_FIELDS} more fields`))
  }
}

const looks: Readonly<Record<string, { sign: string; tone: Tone }>> = {
  create: { sign: '+', tone: 'added' },
  update: { sign: '~', tone: 'warn' },
  inactivate: { sign: '-', tone: 'removed' },
  failed: { sign: '!', tone: 'bad' },
}

/** Both sides of one pair are written, or one is and the other says why not. */
const isSamePair = (a: PlannedRecordSummary, b: PlannedRecordSummary): boolean =>
  a.connecId !== null && a.connecId === b.connecId && a.externalId === b.externalId && a.from !== b.from

function idsOf({
  from,
  recordId,
  connecId,
  externalId,
}: Pick<PlannedRecordSummary, 'from' | 'recordId' | 'connecId' | 'externalId'>): string {
  if (connecId !== null && externalId !== null)
    return `${connecId} of Connec!, ${externalId} of the application`
  return `${recordId} of ${sideName[from]}`
}
