// A second process on the same database for opening.test.ts: opens the store and counts a cursor up.
import { openStore } from '@duet/store'

const [options = '', linkId = '', name = '', count = '0'] = process.argv.slice(2)
await using store = await openStore(JSON.parse(options))
for (let n = 0; n < Number(count); n += 1) {
  await store.transaction(async (tx) => {
    // Both databases let the second one wait here; what it then reads is what the first one wrote.
    await tx.links.update(linkId, { accountName: name })
    const [before] = await tx.cursors.read(linkId)
    await tx.cursors.save([
      {
        linkId,
        entity: 'person',
        side: 'connec',
        resource: 'person',
        phase: 'delta',
        since: (before?.since ?? 0) + 1,
        checkpoint: name,
        updatedAt: n,
      },
    ])
  })
}
