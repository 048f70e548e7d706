/** Where a connector is written: in the workspace of Duet, or as a package of its own. */
export type Place =
  | { readonly kind: 'workspace'; readonly root: string }
  | { readonly kind: 'standalone'; readonly toolchain: Toolchain }

/** Versions and settings of the workspace a package of its own is built with. */
export interface Toolchain {
  readonly versions: Readonly<Record<string, string>>
  readonly compilerOptions: Readonly<Record<string, unknown>>
}
