/** Under which name ids of one linked account are known at the hub. */
export interface Identity {
  /** The connector's name. */
  readonly provider: string
  /** The remote account's id. */
  readonly realm: string
}

/** The provider of the hub's own ids. */
export const CONNEC = 'connec'
