import type { Transport, TransportOptions } from './transport.js'

/**
 * A transport whose code is loaded at its first request: whoever imports this package without sending anything (a
 * connector that is being loaded, a command that reads the store) does without the hundred files of undici.
 */
export function lateTransport(options: TransportOptions): Transport {
  let loading: Promise<Transport> | undefined
  let loaded: Transport | undefined
  const load = async () => {
    const { createTransport } = await import('./transport.js')
    loaded = createTransport(options)
    return loaded
  }
  return {
    send: async (outgoing, headers) => {
      loading ??= load()
      return await (loaded ?? (await loading)).send(outgoing, headers)
    },
    close: async () => (await loading)?.close(),
  }
}
