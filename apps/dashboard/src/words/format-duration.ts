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

const join = (big: number, bigUnit: string, small: number, smallUnit: string) =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
