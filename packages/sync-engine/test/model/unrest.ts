import { isPlainObject } from '@duet/core'
import { type Fault, type FaultAction, wrapHandlers } from '@duet/simulator'
import type { World } from '../world.js'
import { lessThanWhole } from './partial-batches.js'
import type { Lists, RunStep, Trouble } from './step.js'

/** What goes wrong in a world while a run goes on. */
export interface Unrest {
  begin(step: Pick<RunStep, 'lists' | 'troubles' | 'batches'>): void
  end(): void
}

const AS_THEY_ARE: Lists = { order: 0, repeats: 0 }

/** Puts unrest into a world; at first all is well. */
export function createUnrest(world: World): Unrest {
  const { crm, hub, hubFaults, network } = world
  const listing = crm.listing
  let lists = AS_THEY_ARE
  let batches: RunStep['batches']
  let struck = 0
  const lastRead = new Map<string, unknown>()

  const handlers = wrapHandlers(hub.handlers, async (request, run) => {
    const { pathname } = new URL(request.url)
    if (request.method === 'POST' && batches !== undefined && struck < batches.times) {
      struck += 1
      return await lessThanWhole(hub.handlers, request, batches)
    }
    const answer = await run()
    return request.method === 'GET' && answer?.status === 200 ? await disordered(answer, pathname) : answer
  })
  network.use(...handlers)

  /** Pages of the hub: turned round, and the last record of the page before once more. */
  async function disordered(answer: Response, path: string): Promise<Response> {
    const body: unknown = await answer
      .clone()
      .json()
      .catch(() => undefined)
    const collection = path.split('/').at(-1) ?? ''
    const page = isPlainObject(body) ? body[collection] : undefined
    if (!isPlainObject(body) || !Array.isArray(page)) return answer
    const turned = lists.order === 0 ? page : page.toSorted(byHash(lists.order))
    const again = lists.repeats > 0 && lastRead.has(path) ? [lastRead.get(path)] : []
    if (page.length > 0) lastRead.set(path, page.at(-1))
    return Response.json({ ...body, [collection]: [...again, ...turned] }, { headers: answer.headers })
  }

  return {
    begin(step) {
      ;({ lists, batches } = step)
      struck = 0
      lastRead.clear()
      const sort = lists.order === 0 ? listing.sort : byHash(lists.order)
      crm.listing = { sort, repeats: lists.repeats }
      for (const trouble of step.troubles)
        (trouble.of === 'connec' ? hubFaults : crm.faults).add(faultOf(trouble))
    },
    end() {
      lists = AS_THEY_ARE
      batches = undefined
      crm.listing = listing
      crm.faults.clear()
      hubFaults.clear()
    },
  }
}

/** An order that has nothing to do with anything, and stays the same. */
const byHash =
  (seed: number) =>
  (one: unknown, other: unknown): number =>
    hashOf(one, seed) - hashOf(other, seed)

function hashOf(record: unknown, seed: number): number {
  let hash = seed
  for (const letter of JSON.stringify(isPlainObject(record) ? record.id : null))
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003
  return (hash * seed) % 997
}

const actions: Readonly<Record<Trouble['kind'], FaultAction>> = {
  limited: { kind: 'status', status: 429 },
  failing: { kind: 'status', status: 503 },
  refused: { kind: 'refused' },
  'lost answer': { kind: 'lost-answer' },
  'broken answer': { kind: 'truncated' },
  maintenance: { kind: 'html' },
}

function faultOf({ kind, on, after, times }: Trouble): Fault {
  const isRead = on === 'reads'
  return { when: { matches: ({ method }) => (method === 'GET') === isRead }, after, times, do: actions[kind] }
}
