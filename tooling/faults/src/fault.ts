/** One place where a source is spoiled. */
export interface Planting {
  /** Path from the root. */
  readonly file: string
  /** Stands exactly once in the file. */
  readonly find: string
  readonly with: string
}

/** A defect of the framework Duet succeeds, how it would look here, and the test that sees it. */
export interface Fault {
  /** Its number: A loses or doubles data, B blocks or falsifies a whole synchronization. */
  readonly defect: string
  /** What goes wrong, in words. */
  readonly what: string
  readonly plant: readonly Planting[]
  readonly test: {
    /** What is run. It is in the package of the spoiled file, which needs no build therefore. */
    readonly file: string
    readonly name: string
    /** Where the test is written, when that is another file. */
    readonly writtenIn?: string
    /** How its name is written there, when it is put together. */
    readonly writtenAs?: string
  }
}
