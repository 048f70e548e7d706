/** A moment in UTC with the precision of a second, as most business applications write it: `2016-07-19T10:20:07Z`. */
export function isoSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`
}
