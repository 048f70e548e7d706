import type { Mapper, PlainRecord } from '@duet/core'
import { type Comparison, compare } from '../measure/compare.js'
import { rounded } from '../measure/round.js'
import type { Suite, SuiteResult } from '../suite.js'
import { itemByHand, itemMapper, productOf } from './item.js'
import { byMorphism, byObjectMapper } from './peers.js'
import { contactOf, personByHand, personMapper } from './person.js'

type Direction = 'toConnec' | 'toExternal'

/** One pair of resources with everything that maps it. */
interface Subject {
  readonly name: string
  readonly mapper: Mapper
  readonly byHand: Readonly<Record<Direction, (record: never) => unknown>>
  /** A record as the application answers it. */
  answerOf(number: number): PlainRecord
  /** What schemas do on the way, for the library that has none: by source path. */
  readonly transforms: Readonly<Record<Direction, Readonly<Record<string, (value: unknown) => unknown>>>>
}

const twoDecimals = (value: unknown) => Number(value).toFixed(2)
const subjects: readonly Subject[] = [
  {
    name: 'person',
    mapper: personMapper,
    byHand: personByHand,
    answerOf: contactOf,
    transforms: { toConnec: {}, toExternal: {} },
  },
  {
    name: 'item',
    mapper: itemMapper,
    byHand: itemByHand,
    answerOf: productOf,
    transforms: {
      toConnec: { cost: Number, 'prices[0].amount': Number },
      toExternal: { 'purchase_price.total_amount': twoDecimals, 'sale_price.total_amount': twoDecimals },
    },
  },
]

const RECORDS = 10_000
const ROUNDS = 11

const [HAND, DUET, OBJECT_MAPPER, MORPHISM] = ['hand-written', 'Duet', 'object-mapper', 'morphism']

/** Records a second through a mapper, against the limit and against what one would install instead. */
export const mapping: Suite = {
  name: 'mapping',
  targets: [
    { name: 'mapping: of hand-written', target: '≥ 0.3', holds: (value) => value >= 0.3 },
    { name: 'mapping: times object-mapper', target: '≥ 25', holds: (value) => value >= 25 },
    { name: 'mapping with schemas: times object-mapper', target: '≥ 3', holds: (value) => value >= 3 },
  ],
  limitMinutes: { quick: 3, full: 10 },
  async run({ scale, say }): Promise<SuiteResult> {
    const count = scale(RECORDS)
    const figures: Record<string, Record<string, number>> = {}
    for (const subject of subjects)
      for (const direction of ['toConnec', 'toExternal'] as const) {
        say(`${subject.name} ${direction}`)
        figures[`${subject.name} ${direction}`] = await measure(subject, direction, count)
      }
    const least = (figure: string) => Math.min(...Object.values(figures).map((of) => of[figure] ?? 0))
    const size = `${count} records, the least of two mappers and two directions`
    return {
      figures,
      measured: {
        'mapping: of hand-written': { size, value: least('of hand-written') },
        'mapping: times object-mapper': { size, value: least('times object-mapper') },
        'mapping with schemas: times object-mapper': {
          size,
          value: least('with schemas, times object-mapper'),
        },
      },
    }
  },
}

async function measure(
  subject: Subject,
  direction: Direction,
  count: number,
): Promise<Record<string, number>> {
  const { decoded, raw } = recordsOf(subject, direction, count)
  const plain = await compare({
    what: `mapping ${subject.name} ${direction}`,
    rounds: ROUNDS,
    sides: [
      side(HAND, decoded, subject.byHand[direction] as (record: PlainRecord) => unknown),
      side(DUET, decoded, (record) => subject.mapper[direction](record, undefined)),
      side(OBJECT_MAPPER, decoded, byObjectMapper(subject.mapper, direction)),
      side(MORPHISM, decoded, byMorphism(subject.mapper, direction)),
    ],
  })
  const withSchemas = await compare({
    what: `mapping ${subject.name} ${direction} with schemas`,
    rounds: ROUNDS,
    sides: [
      side(DUET, raw, wholeWay(subject.mapper, direction)),
      side(OBJECT_MAPPER, raw, byObjectMapper(subject.mapper, direction, subject.transforms[direction])),
    ],
  })
  const perSecond = (comparison: Comparison, name: string) => Math.round((count / comparison.ms(name)) * 1000)
  return {
    'of hand-written': rounded(plain.speed(DUET, HAND)),
    'times object-mapper': rounded(plain.speed(DUET, OBJECT_MAPPER)),
    'times morphism': rounded(plain.speed(DUET, MORPHISM)),
    'with schemas, times object-mapper': rounded(withSchemas.speed(DUET, OBJECT_MAPPER)),
    'hand-written, records/s': perSecond(plain, HAND),
    'Duet, records/s': perSecond(plain, DUET),
    'object-mapper, records/s': perSecond(plain, OBJECT_MAPPER),
    'morphism, records/s': perSecond(plain, MORPHISM),
    'Duet with schemas, records/s': perSecond(withSchemas, DUET),
  }
}

/** Records as the mapper sees them, and as the side they come from spells them. */
function recordsOf({ mapper, answerOf }: Subject, direction: Direction, count: number) {
  const answers = Array.from({ length: count }, (_, number) => answerOf(number + 1))
  const external = answers.map((answer) => mapper.external.parse(answer).fields)
  if (direction === 'toConnec') return { decoded: external, raw: answers }
  const raw = external.map((fields, number) => ({
    id: String(number),
    ...mapper.connec.encode(mapper.toConnec(fields, undefined)),
  }))
  return { decoded: raw.map((record) => mapper.connec.parse(record.id, record)), raw }
}

function wholeWay({ connec, external, ...mapper }: Mapper, direction: Direction) {
  return direction === 'toConnec'
    ? (record: PlainRecord) => connec.encode(mapper.toConnec(external.parse(record).fields, undefined))
    : (record: PlainRecord) =>
        external.encode(mapper.toExternal(connec.parse(String(record.id), record), undefined))
}

const side = (name: string, records: readonly PlainRecord[], map: (record: PlainRecord) => unknown) => ({
  name,
  run: () => records.map(map),
})
