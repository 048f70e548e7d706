const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Milliseconds in words: "0.4 s", "12 s", "3 min 5 s", "2 h 10 min". */
export function formatDuration(ms: number): string {
  if (ms < 10 * second) return `${(Math.max(ms, 0) / second).toFixed(1)} s`
  if (ms < minute) return `${Math.round(ms / second)} s`
  if (ms < hour) return join(Math.floor(ms / minute), 'min', Math.floor((ms % minute) / second), 's')
  return join(Math.floor(ms / hour), 'h', Math.floor((ms % hour) / minute), 'min')
}

/** The time between two things that recur: "hour", "30 minutes", "12 seconds". */
export function formatInterval(ms: number): string {
  if (ms % hour === 0) return recurring(ms / hour, 'hour')
  if (ms % minute === 0) return recurring(ms / minute, 'minute')
  return ms < minute ? recurring(Math.round(ms / second), 'second') : formatDuration(ms)
}

const recurring = (count: number, unit: string) => (count === 1 ? unit : `${count} ${unit}s`)

const join = (big: number, bigUnit: string, small: number, smallUnit: string) =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
