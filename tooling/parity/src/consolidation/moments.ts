/** Whether a moment of a record lies before another one; what is no moment does not. */
export function isBefore(moment: unknown, other: string | number | null | undefined): boolean {
  if (typeof moment !== 'string' || other === null || other === undefined) return false
  return Date.parse(moment) < (typeof other === 'number' ? other : Date.parse(other))
}
