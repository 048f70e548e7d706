/** The two resource names of a mapper, `{ connec: 'person', external: 'contacts' }`. */
export interface Pair {
  readonly connec: string
  readonly external: string
}

interface Resources {
  readonly connecResource: string
  readonly externalResource: string
}

/** A pair as the two columns it is stored in. */
export const resourcesOf = (pair: Pair): Resources => ({
  connecResource: pair.connec,
  externalResource: pair.external,
})

/** A row with a pair, as it is stored. */
export const flattenPair = <Row extends { readonly pair: Pair }>({ pair, ...rest }: Row) => ({
  ...rest,
  ...resourcesOf(pair),
})

/** A stored row, with its pair put together again. */
export const gatherPair = <Row extends Resources>({ connecResource, externalResource, ...rest }: Row) => ({
  ...rest,
  pair: { connec: connecResource, external: externalResource },
})

/** Where the two columns of a pair take their values from. */
export const ofPair = {
  connecResource: ({ pair }: { readonly pair: Pair }): string => pair.connec,
  externalResource: ({ pair }: { readonly pair: Pair }): string => pair.external,
}
