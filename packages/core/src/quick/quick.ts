/** Says that a value is not as a schema wants it, so that the schema itself has to say why. */
export const refused: unique symbol = Symbol('refused')

/** What a schema makes of a value, or `refused`. Never different from what zod makes of it. */
export type Quick = (value: unknown) => unknown

/** Both directions of a schema. */
export interface QuickSchema {
  readonly decode: Quick
  readonly encode: Quick
}

export const inBothDirections = (quick: Quick): QuickSchema => ({ decode: quick, encode: quick })

/** The way through a list of alternatives: the first that does not refuse. */
export const firstOf =
  (quicks: readonly Quick[]): Quick =>
  (value) => {
    for (const quick of quicks) {
      const result = quick(value)
      if (result !== refused) return result
    }
    return refused
  }
