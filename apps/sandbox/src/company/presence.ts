/** Where a record of the demonstration exists before the first synchronization. */
export type Presence = 'both' | 'hub' | 'application'

/** Every third record on both sides, the others on one of them. */
export const presenceOf = (key: number): Presence =>
  (['both', 'hub', 'application'] as const)[key % 3] ?? 'both'

export const atHub = ({ presence }: { presence: Presence }): boolean => presence !== 'application'
export const atApplication = ({ presence }: { presence: Presence }): boolean => presence !== 'hub'

/** The element at an index that may be larger than the list. */
export function pick<T>(list: readonly [T, ...T[]] | readonly T[], index: number): T {
  const element = list[index % list.length]
  if (element === undefined) throw new RangeError('Failed to pick from a list: it is empty.')
  return element
}
