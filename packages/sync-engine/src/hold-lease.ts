import type { Run } from '@duet/store'
import { clockOf, settingsOf } from './create-context.js'
import type { SynchronizeInput } from './synchronize-input.js'

/** The run's hold on its link, renewed while it lives. */
export interface HeldLease extends Disposable {
  /** Aborted when the host stops the run, or when the lease is lost. */
  readonly signal: AbortSignal
}

/** Renews the lease three times in its length. A failed renewal is tried again; the store refuses writes without it. */
export function holdLease(input: SynchronizeInput, run: Run): HeldLease {
  const { leaseMs } = settingsOf(input)
  const lost = new AbortController()
  const renew = async (): Promise<void> => {
    const isHeld = await input.store.runs.heartbeat(run.id, run.lease.token, clockOf(input)(), leaseMs)
    if (!isHeld) lost.abort()
  }
  const timer = setInterval(() => void renew().catch(() => undefined), leaseMs / 3)
  timer.unref()
  const signals = input.signal ? [lost.signal, input.signal] : [lost.signal]
  return { signal: AbortSignal.any(signals), [Symbol.dispose]: () => clearInterval(timer) }
}
