import { freePorts } from '@duet/host/ports'

/** Where everything of the tour listens, on the loopback address. */
export interface Ports {
  host: number
  page: number
  hub: number
  baseCrm: number
  exampleCrm: number
}

/** Ports from a base: the host on the base, the sandbox a hundred above. */
export const portsFrom = (base: number): Ports => ({
  host: base,
  page: base + 100,
  hub: base + 101,
  baseCrm: base + 102,
  exampleCrm: base + 103,
})

/** Ports nobody listens on. */
export async function freeTourPorts(): Promise<Ports> {
  const [host = 0, page = 0, hub = 0, baseCrm = 0, exampleCrm = 0] = await freePorts(5)
  return { host, page, hub, baseCrm, exampleCrm }
}
