import type { RunTotals } from '@duet/store'

/** Which entities a run left out because the account's plan does not include them, a line each. */
export const leftOutWords = ({ unavailable }: Pick<RunTotals, 'unavailable'>): string[] =>
  Object.entries(unavailable).map(([entity, words]) => `${entity} was left out. ${words}`)
