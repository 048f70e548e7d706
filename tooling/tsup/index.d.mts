import type { Options } from 'tsup'

export interface LibraryOptions {
  /** Dependencies that become part of what is built. */
  bundled?: string[]
}

export declare const library: (entry?: string[], options?: LibraryOptions) => Options
