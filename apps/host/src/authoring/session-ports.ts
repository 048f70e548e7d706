import { freePorts } from '../ports.js'

/** Where everything of an author's session listens, on the loopback address. */
export interface SessionPorts {
  host: number
  hub: number
  simulator: number
}

/** Ports from a base: the host on it, the two sides a hundred above, as in the tour. */
export const portsFrom = (base: number): SessionPorts => ({
  host: base,
  hub: base + 101,
  simulator: base + 102,
})

/** Ports nobody listens on. */
export async function freeSessionPorts(): Promise<SessionPorts> {
  const [host = 0, hub = 0, simulator = 0] = await freePorts(3)
  return { host, hub, simulator }
}
