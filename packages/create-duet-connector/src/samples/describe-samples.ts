import { describeCollections } from '../inference/describe-collections.js'
import type { FoundCollection } from '../inference/found-collection.js'
import { listAnswer } from '../inference/list-answer.js'
import { momentsIn } from '../inference/moments.js'
import { pagingInAnswer } from '../inference/paging-in.js'
import { recordAnswer } from '../inference/record-answer.js'
import { mergeShapes, shapeOf } from '../inference/shape.js'
import { shapeType } from '../inference/shape-type.js'
import { defaultApi } from '../plan/default-api.js'
import type { Description } from '../plan/description.js'
import type { FieldType } from '../plan/field.js'
import type { SampleAnswer } from './sample-file.js'

/** What answers of an API tell: fields, ids, moments, where lists have their records. Requests stay as they usually are. */
export function describeSamples(samples: readonly SampleAnswer[]): Description {
  const byCollection = Map.groupBy(samples, ({ collection }) => collection)
  const found = [...byCollection].flatMap(
    ([name, of]) =>
      foundIn(
        name,
        of.map(({ answer }) => answer),
      ) ?? [],
  )
  const lost = [...byCollection.keys()].filter((name) => found.every((each) => each.name !== name))
  const { remarks, ...described } = describeCollections(found)
  return {
    ...described,
    remarks: [
      ...lost.map((name) => `the sample of ${name} has no records in it: it is left out.`),
      ...remarks,
      'samples do not show requests: authentication, parameters and how records are written are assumed.',
    ],
  }
}

function foundIn(name: string, answers: readonly unknown[]): FoundCollection | undefined {
  const types = answers.map((answer) => shapeType(shapeOf(answer)))
  const lists = answers.filter((_, index) => listAnswer(types[index] ?? unknown, name) !== undefined)
  return lists.length > 0 ? foundInLists(name, lists) : foundInRecords(name, answers)
}

const unknown: FieldType = { kind: 'unknown' }
const usual = defaultApi('application')

function foundInLists(name: string, answers: readonly unknown[]): FoundCollection | undefined {
  const type = typeOf(answers)
  const list = listAnswer(type, name)
  if (list === undefined) return undefined
  return {
    ...assumed(name, list.fields),
    fields: list.fields,
    items: list.items,
    paging: pagingInAnswer(type),
  }
}

function foundInRecords(name: string, answers: readonly unknown[]): FoundCollection | undefined {
  const record = recordAnswer(typeOf(answers), name)
  if (record === undefined) return undefined
  const { envelope, fields } = record
  return {
    ...assumed(name, fields),
    fields,
    items: undefined,
    envelope,
    bodyEnvelope: envelope,
    paging: undefined,
  }
}

const typeOf = (answers: readonly unknown[]) => shapeType(mergeShapes(answers.map(shapeOf)))

/** What an answer cannot tell of requests. */
const assumed = (name: string, fields: FoundCollection['fields']) => ({
  name,
  path: `/${name}`,
  since: momentsIn(fields).updated === null ? undefined : (usual.since ?? undefined),
  creates: true,
  updates: usual.updates,
})
