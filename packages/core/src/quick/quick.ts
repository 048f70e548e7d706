/** Says that a value is not as a schema wants it, so that the schema itself has to say why. */
export const refused: unique symbol = Symbol('refused')

/** What a schema makes of a value, or `refused`. Never different from what zod makes of it. */
export interface Quick {
  (value: unknown): unknown
  /** Texts of up to so many units are kept as they are: whoever sees one need not ask. None unless given. */
  readonly longestText?: number
  /** Finite numbers are kept as they are. */
  readonly keepsNumbers?: boolean
  /** Whatever is not refused is kept as it is. */
  readonly changesNothing?: boolean
}

export type Kept = Pick<Quick, 'longestText' | 'keepsNumbers' | 'changesNothing'>

/** Says what a quick way leaves as it is. */
export const keeping = (kept: Kept, quick: (value: unknown) => unknown): Quick => Object.assign(quick, kept)

/** Both directions of a schema. */
export interface QuickSchema {
  readonly decode: Quick
  readonly encode: Quick
}

export const inBothDirections = (quick: Quick): QuickSchema => ({ decode: quick, encode: quick })

/** The way through a list of alternatives: the first that does not refuse. */
export function firstOf(quicks: readonly Quick[]): Quick {
  const first = (value: unknown) => {
    for (const quick of quicks) {
      const result = quick(value)
      if (result !== refused) return result
    }
    return refused
  }
  if (!quicks.every(({ changesNothing }) => changesNothing)) return first
  return keeping(
    {
      longestText: Math.max(...quicks.map(({ longestText = -1 }) => longestText)),
      keepsNumbers: quicks.some(({ keepsNumbers }) => keepsNumbers),
      changesNothing: true,
    },
    first,
  )
}
