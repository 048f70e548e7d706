const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const onlyDay = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
const farAwayMs = 14 * 86_400_000

/** A moment as seen from `now`: "3 minutes ago", "in 2 hours", "just now", far away a date. */
export function formatMoment(at: number, now: number): string {
  const distance = at - now
  if (Math.abs(distance) > farAwayMs) return onlyDay.format(at)
  const unit = units.find(([, ms]) => Math.abs(distance) >= ms)
  if (unit) return relative.format(Math.trunc(distance / unit[1]), unit[0])
  return distance > 0 ? 'in a moment' : 'just now'
}

/** Date and time, for a tooltip. */
export const formatExactly = (at: number): string => absolute.format(at)

/** Only the date. */
export const formatDay = (at: number): string => onlyDay.format(at)
