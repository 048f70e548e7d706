import {
  type Connector,
  type Entity,
  type FieldTable,
  type FieldTableRow,
  type FilledField,
  fieldTable,
} from '@duet/core'

const WINNERS = {
  newest: 'the later change wins',
  connec: 'Connec! wins conflicts',
  external: 'the application wins conflicts',
  manual: 'conflicts wait for somebody',
}
const CLEARING = {
  both: 'emptying travels',
  toConnec: 'emptying travels to Connec!',
  toExternal: 'emptying travels to the application',
}

/** Where the table of a mapper stands: what its entity writes, and the name of the application. */
interface Place {
  readonly application: string
  readonly push: Entity['push']
}

/** The tables of all mappers of a connector as Markdown, one section each. */
export const renderTables = ({ entities, displayName }: Connector): string =>
  entities
    .flatMap(({ mappers, push }) =>
      mappers.map((mapper) => renderTable(fieldTable(mapper), { push, application: displayName })),
    )
    .join('\n\n')

function renderTable(table: FieldTable, place: Place): string {
  const header = ['Connec!', '', place.application, 'on the way']
  const rows = table.rows.map((row) => [
    code(row.connec),
    arrowOf(row, place),
    code(row.external),
    notesOf(row),
  ])
  const heading = `#### ${table.connec} ↔ ${table.external}`
  return [heading, align([header, ...rows]), ...besides(table, place)].join('\n\n')
}

/** What the entity never writes shows no arrow that way, whatever the row allows. */
function arrowOf({ direction }: FieldTableRow, { push }: Place): string {
  const toConnec = direction !== 'toExternal' && push.connec !== false
  const toExternal = direction !== 'toConnec' && push.external !== false
  if (toConnec && toExternal) return '↔'
  if (toConnec) return '←'
  return toExternal ? '→' : '–'
}

function notesOf({ value, lossy, conflict, clear, onCreate, currencyGuard }: FieldTableRow): string {
  const notes = [
    value === 'converted' && 'converted',
    value === 'lines' && 'line by line',
    onCreate && 'on creation only',
    conflict && WINNERS[conflict],
    clear && CLEARING[clear],
    currencyGuard && 'not updated where the currency must not be touched',
    lossy && `**loses:** ${lossy}`,
  ]
  return notes.filter((note) => note).join('; ')
}

function besides({ filled, hooks }: FieldTable, { application, push }: Place): string[] {
  const sides = [
    { name: 'Connec!', written: push.connec !== false, filled: filled.connec, hook: 'toConnec' },
    { name: application, written: push.external !== false, filled: filled.external, hook: 'toExternal' },
  ] as const
  const written = sides.filter((side) => side.written)
  const completed = written.filter(({ hook }) => hooks.includes(hook)).map(({ name }) => name)
  return [
    ...written.flatMap((side) => fillings(side.name, side.filled)),
    ...(completed.length === 0
      ? []
      : [`What goes to ${completed.join(' and ')} is completed by code beyond this table.`]),
  ]
}

function fillings(side: string, filled: readonly FilledField[]): string[] {
  const list = (onCreate: boolean) =>
    filled
      .filter((field) => field.onCreate === onCreate)
      .map(({ path, value }) => `${code(path)} with ${code(JSON.stringify(value))}`)
      .join(', ')
  const [always, once] = [list(false), list(true)]
  return [
    ...(always === '' ? [] : [`Blanks filled in ${side}: ${always}.`]),
    ...(once === '' ? [] : [`Blanks filled when a record is created in ${side}: ${once}.`]),
  ]
}

const code = (text: string) => `\`${text}\``

/** A Markdown table with columns of even width. */
function align(cells: readonly (readonly string[])[]): string {
  const escaped = cells.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = (escaped[0] ?? []).map((_, i) => Math.max(3, ...escaped.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [header = [], ...rows] = escaped
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
