/** A record that stays where it is, and why, in a sentence for the people who ask. */
export interface NotShared {
  readonly kind: 'not-shared'
  readonly reason: string
}

/**
 * What a route returns for records that are not shared; the reason is shown where somebody asks why a record did not
 * arrive. Plain `null` says the same without a reason.
 *
 * @example toExternal: { person: (person) => (person.is_supplier ? notShared('Suppliers stay in Connec!.') : 'contacts') }
 */
export const notShared = (reason: string): NotShared => Object.freeze({ kind: 'not-shared', reason })
