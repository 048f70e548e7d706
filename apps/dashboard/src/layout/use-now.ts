import { useEffect, useReducer } from 'react'

/** The present time; what shows it is drawn afresh at least every ten seconds. */
export function useNow(everyMs = 10_000): number {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return Date.now()
}
