import { isPlainObject } from '@duet/core'
import { json } from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import { z } from 'zod'
import type { Blueprint, ExternalPlan } from './blueprint.js'
import { type ExternalCall, sayCall } from './external-call.js'
import { APPLICATION } from './recorded-connector.js'
import { pathOf } from './recorded-resources.js'

/** How the application answered one call. */
export const scriptEntry = z.union([
  z.object({ raise: z.string(), message: z.string().nullish() }),
  z.object({ return: z.unknown() }),
])
export type ScriptEntry = z.output<typeof scriptEntry>

export interface ApplicationScript {
  /** By the title of the kind of record. */
  readonly records: Readonly<Record<string, readonly unknown[]>>
  /** What was called, and answered: each call gets the answer of the recorded call that means the same. */
  readonly calls: readonly ExternalCall[]
  readonly answers: readonly ScriptEntry[]
}

/** The application of a vector at the HTTP border. */
export interface RecordedApplication {
  readonly handlers: RequestHandler[]
  /** What it was asked to change. */
  readonly calls: readonly ExternalCall[]
  /** The ids it answered with, call by call. */
  readonly answeredIds: readonly (string | undefined)[]
}

export function recordedApplication(
  blueprints: readonly Blueprint[],
  script: ApplicationScript,
): RecordedApplication {
  const plans = blueprints.flatMap(({ external }) => external)
  const calls: ExternalCall[] = []
  const answeredIds: (string | undefined)[] = []
  const answerTo = answersOf(script)
  const carryOut = (call: ExternalCall) => {
    const answer = answerTo(call)
    calls.push(call)
    answeredIds.push(answeredId(answer, idField(plans, call.entityName)))
    return json(200, answer)
  }
  const handlers = plans.flatMap(({ title }) => {
    const url = `${APPLICATION}${pathOf(title)}`
    return [
      http.get(url, () => json(200, script.records[title] ?? [])),
      http.post(url, async ({ request }) =>
        carryOut({ op: 'create', entityName: title, id: undefined, entity: await request.json() }),
      ),
      http.put(`${url}/:id`, async ({ request, params }) =>
        carryOut({ op: 'update', entityName: title, id: String(params.id), entity: await request.json() }),
      ),
    ]
  })
  return { handlers, calls, answeredIds }

  function answersOf({ calls: recorded, answers }: ApplicationScript) {
    const unused = answers.map((answer, at) => {
      const call = recorded[at]
      return { answer, says: call && sayCall(call), about: call && aboutOf(call) }
    })
    let made = 0
    return (call: ExternalCall): unknown => {
      const same =
        unused.find(({ says }) => says === sayCall(call)) ??
        unused.find(({ about }) => about === aboutOf(call)) ??
        unused.find(({ says }) => says === undefined)
      if (same !== undefined) {
        unused.splice(unused.indexOf(same), 1)
        return same.answer
      }
      if (call.op === 'update') return { return: null }
      made += 1
      return { return: { [idField(plans, call.entityName)]: `made-${made}` } }
    }
  }
}

/** Whose call it is; calls that create are told apart by what they say alone. */
const aboutOf = ({ op, entityName, id }: ExternalCall): string => `${op} ${entityName} ${id ?? ''}`

/** The id in an answer of the application. */
export function answeredId(answer: unknown, field: string): string | undefined {
  const record = isPlainObject(answer) ? answer.return : undefined
  const id = isPlainObject(record) ? record[field] : undefined
  return id === null || id === undefined || id === '' ? undefined : String(id)
}

const idField = (plans: readonly ExternalPlan[], title: string): string =>
  plans.find((plan) => plan.title === title)?.fields.id ?? 'Id'

/** Records of a vector by kind: a plain list belongs to the one kind there is. */
export function recordsByTitle(given: unknown, titles: readonly string[]): Record<string, unknown[]> {
  const [only] = titles
  if (Array.isArray(given)) return only === undefined ? {} : { [only]: given }
  if (!isPlainObject(given)) return {}
  return Object.fromEntries(
    Object.entries(given).map(([title, records]) => [title, Array.isArray(records) ? records : []]),
  )
}
