// A process with many callers for one link's access token, for refresh.test.ts.
import { oauth2 } from '@duet/core'
import { createSealer, createTokenSource, createVault, refreshTokens, sealingKey } from '@duet/oauth'
import { openStore } from '@duet/store'

const {
  database,
  linkId,
  auth: endpoints,
  client,
  key,
  owner,
  callers,
  leaseMs,
} = JSON.parse(process.argv[2] ?? '')
const tell = (words) => process.stdout.write(`${JSON.stringify(words)}\n`)

const store = await openStore(database)
const sealer = createSealer({ current: { id: '1', key: sealingKey(key) } })
const auth = oauth2(endpoints)
const needsReauth = []
const { getAccessToken } = createTokenSource({
  vault: createVault({ store: store.credentials, sealer }),
  linkId,
  owner,
  leaseMs,
  refresh: (refreshToken) => refreshTokens({ auth, client, refreshToken }),
  onNeedsReauth: ({ message }) => void needsReauth.push(message),
})

tell({ ready: owner })
await new Promise((resolve) => process.stdin.once('data', resolve))
const asked = Array.from({ length: callers }, () => getAccessToken())
const tokens = (await Promise.allSettled(asked)).map(({ value, reason }) => value ?? String(reason))
tell({ tokens: [...new Set(tokens)], needsReauth })
process.exit()
