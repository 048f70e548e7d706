// A worker process for crash.test.ts: takes one job, says so, and never ends it.
import { createQueue, openStore } from '@duet/store'

const store = await openStore(JSON.parse(process.argv[2] ?? ''))
const queue = await createQueue(store, { pollMs: 50 })
await queue.work({
  concurrency: 1,
  async handle({ linkId, attempt }) {
    const run = await store.runs.start({
      linkId,
      trigger: 'manual',
      options: {},
      owner: 'crashing-worker',
      now: Date.now(),
      leaseMs: 3_600_000,
    })
    process.stdout.write(`${JSON.stringify({ linkId, attempt, run: run?.number })}\n`)
    await new Promise(() => {})
  },
})
