/**
 * One of the two sides of every record: `connec` is the hub, `external` the application.
 *
 * Whatever has two directions is named after the side it leads to: `toConnec` and `toExternal`.
 */
export type Side = 'connec' | 'external'

/** The side a record of `side` is written to. */
export const otherSide = (side: Side): Side => (side === 'connec' ? 'external' : 'connec')
