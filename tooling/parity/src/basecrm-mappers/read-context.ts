import { basecrm } from '@duet/connector-basecrm'
import type { Mapper } from '@duet/core'
import { createHttp } from '@duet/http'
import { playScript } from '../connec-fetch/play-script.js'

/** What a mapper fetches before a run, of an account that has these stages. Throws what fetching throws. */
export async function readContext(mapper: Mapper, stages: readonly unknown[]): Promise<unknown> {
  if (!mapper.hooks.prepare) return undefined
  const page = { items: stages.map((stage) => ({ data: stage })), meta: { links: {} } }
  const { result } = await playScript([{ body: page }], async () => {
    await using http = createHttp({ baseUrl: basecrm.baseUrl, userAgent: 'duet-parity/1.0' })
    return await mapper.prepare(http)
  })
  if (result instanceof Error) throw result
  return result
}
