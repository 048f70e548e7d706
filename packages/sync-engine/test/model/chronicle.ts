import type { Side } from '@duet/core'
import type { Field, Kind } from './things.js'

/** Somebody set a field of a thing on one side. */
export interface Edit {
  readonly side: Side
  readonly field: Field['name']
  /** As text; empty when the field was emptied. */
  readonly value: string
  /** What stood there, for everybody to see, before. */
  readonly over: string
}

/** Something somebody made, and what became of it by people's hands. */
export interface Thing {
  readonly kind: Kind
  readonly marker: string
  readonly madeAt: Side
  readonly edits: Edit[]
  isDeleted: boolean
  isArchived: boolean
  isOff: boolean
  wasArchived: boolean
}

/** What people did, in order. */
export interface Chronicle {
  readonly things: Thing[]
  /** Takes part in values, so that most are there once. */
  count: number
}

export const emptyChronicle = (): Chronicle => ({ things: [], count: 0 })

/** The thing a step is about: any number means one. */
export const thingOf = ({ things }: Chronicle, number: number, kind?: Kind): Thing | undefined => {
  const fitting = kind === undefined ? things : things.filter((thing) => thing.kind === kind)
  return fitting[number % fitting.length]
}
