/** A counted door: at most so many inside, first come first served. */
export interface Slots {
  /** Waits for a place; call the answer, once, to leave it. */
  enter(signal?: AbortSignal): Promise<() => void>
}

export function createSlots(size: number): Slots {
  let inside = 0
  const queue = new Set<() => void>()

  function leave(): void {
    const [next] = queue
    if (next === undefined) {
      inside -= 1
      return
    }
    // the place goes straight to the next in the queue, so the count stays
    queue.delete(next)
    next()
  }

  async function waitForPlace(signal: AbortSignal | undefined): Promise<void> {
    let giveUp = () => {}
    try {
      await new Promise<void>((resolve, reject) => {
        giveUp = () => {
          if (queue.delete(resolve)) reject(signal?.reason)
        }
        queue.add(resolve)
        signal?.addEventListener('abort', giveUp, { once: true })
      })
    } finally {
      signal?.removeEventListener('abort', giveUp)
    }
  }

  return {
    async enter(signal) {
      signal?.throwIfAborted()
      if (inside < size) inside += 1
      else await waitForPlace(signal)
      return leave
    },
  }
}
