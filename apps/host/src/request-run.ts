import type { Queue, RunOptions, RunTrigger, Store } from '@duet/store'

export interface RunRequest {
  linkId: string
  trigger: RunTrigger
  options?: RunOptions
  /** `interactive` when somebody is looking. */
  priority?: 'interactive' | 'background'
}

/** Notes that a link is to be synchronized, then wakes a worker: what to do is never lost, whoever is away. */
export async function requestRun(
  { store, queue }: { store: Store; queue: Queue },
  { linkId, trigger, options = {}, priority = 'background' }: RunRequest,
): Promise<void> {
  await store.requests.add([{ linkId, kind: 'run', trigger, options, records: [], at: Date.now() }])
  await queue.enqueue(linkId, { priority })
}
