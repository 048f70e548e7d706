import type { HostContext } from './open-context.js'

/** Brings the data into line with the settings: companies they name, how often links run, the current secret key. */
export async function prepareData(context: HostContext): Promise<void> {
  await createOrganizations(context)
  await setIntervals(context)
  await sealAnew(context)
}

async function createOrganizations({ store, settings, log }: HostContext): Promise<void> {
  for (const { tenant, uid, name } of settings.organizations) {
    if ((await store.organizations.byUid(tenant, uid)) !== undefined) continue
    const created = await store.organizations.create({ tenant, uid, name })
    log.info({ organization: created.id, tenant }, 'A company of the settings was added')
  }
}

async function setIntervals({ store, settings }: HostContext): Promise<void> {
  const { intervalMs } = settings.synchronization
  for (const link of await store.links.list()) {
    if (link.intervalMs === intervalMs) continue
    const nextRunAt = link.nextRunAt === null ? null : Math.min(link.nextRunAt, Date.now() + intervalMs)
    await store.links.update(link.id, { intervalMs, nextRunAt })
  }
}

async function sealAnew({ store, settings, vault, log }: HostContext): Promise<void> {
  if (settings.previousSecretKeys.length === 0) return
  let count = 0
  for (const { linkId } of await store.credentials.all()) if (await vault.reseal(linkId)) count++
  if (count > 0) log.info({ count }, 'Credentials were sealed with the current key')
}
