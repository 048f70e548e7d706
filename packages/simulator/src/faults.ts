import { BoundedLog } from './bounded-log.js'
import type { Fault, FaultAction, FaultHit } from './fault.js'
import { matchesPath } from './request-log.js'
import { seededRandom } from './seeded-random.js'

/** The switches with which a test makes a simulator misbehave; `withFaults` connects them to handlers. */
export interface Faults {
  /** Arms a fault and returns what disarms it. Faults are tried in the order in which they were added. */
  add(fault: Fault): () => void
  /** While down, every request is a reset connection and no handler runs. */
  down(isDown?: boolean): void
  /** Disarms everything and forgets the hits. */
  clear(): void
  /** What struck, oldest first; bounded. */
  readonly hits: readonly FaultHit[]
  /** What shall happen to this request; a strike is counted. Latencies come with at most one other action. */
  strike(request: Request): FaultAction[]
}

/**
 * Fault switches, all off.
 *
 * @example
 * const faults = createFaults()
 * faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
 * const network = mockNetwork(...withFaults(simulator.handlers, faults))
 */
export function createFaults({ seed = 1 }: { seed?: number } = {}): Faults {
  const random = seededRandom(seed)
  const hits = new BoundedLog<FaultHit>(10_000)
  let armed: ArmedFault[] = []
  let isDown = false

  const strike = (request: Request): FaultAction[] => {
    const { pathname: path, search } = new URL(request.url)
    const hit = (kind: FaultHit['kind']) => hits.add({ kind, method: request.method, path })
    if (isDown) {
      hit('down')
      return [{ kind: 'refused' }]
    }
    const actions: FaultAction[] = []
    for (const candidate of armed) {
      if (!fits(candidate, request, { path, search }) || !spend(candidate, random)) continue
      actions.push(candidate.fault.do)
      hit(candidate.fault.do.kind)
      if (candidate.fault.do.kind !== 'latency') break
    }
    return actions
  }

  return {
    strike,
    add(fault) {
      const added = { fault, toPass: fault.after ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY }
      armed.push(added)
      return () => {
        armed = armed.filter((other) => other !== added)
      }
    },
    down(down = true) {
      isDown = down
    },
    clear() {
      armed = []
      isDown = false
      hits.clear()
    },
    get hits() {
      return hits.entries
    },
  }
}

interface ArmedFault {
  fault: Fault
  toPass: number
  left: number
}

function fits(
  { fault: { when } }: ArmedFault,
  request: Request,
  place: { path: string; search: string },
): boolean {
  if (!when) return true
  if (when.method !== undefined && when.method.toUpperCase() !== request.method) return false
  if (when.path !== undefined && !matchesPath(when.path, place)) return false
  return when.matches?.(request) ?? true
}

function spend(armed: ArmedFault, random: () => number): boolean {
  if (armed.left <= 0) return false
  if (armed.toPass > 0) {
    armed.toPass -= 1
    return false
  }
  const { probability = 1 } = armed.fault
  if (probability < 1 && random() >= probability) return false
  armed.left -= 1
  return true
}
