import { connecConstant, connecNames } from '../mapping/connec-leaves.js'

/** A mapper as its file declares it. */
export interface PresentMapper {
  /** `tax_code` */
  readonly connec: string
  /** The constant of its resource. */
  readonly external: string
}

/** The pairs of a connector, by the files of its mappers. */
export const mappersIn = (files: readonly string[]): readonly PresentMapper[] =>
  files.flatMap((code): PresentMapper[] => {
    const [, constant] = /^ {2}connec: connec\.(\w+),$/m.exec(code) ?? []
    const [, external] = /^ {2}external: (\w+),$/m.exec(code) ?? []
    const connec = connecNames.find((name) => connecConstant(name) === constant)
    return connec === undefined || external === undefined ? [] : [{ connec, external }]
  })
