/** Says what could not be written, why, and what to do about it. */
export class ScaffoldError extends Error {
  override readonly name = 'ScaffoldError'
}

/** `Failed to create connector "x": <reason>. <Fix>.` */
export const cannotCreate = (
  name: string,
  reason: string,
  fix: string,
  options?: ErrorOptions,
): ScaffoldError => new ScaffoldError(`Failed to create connector "${name}": ${reason}. ${fix}.`, options)

/** `Failed to add to the connector: <reason>. <Fix>.` */
export const cannotAdd = (reason: string, fix: string): ScaffoldError =>
  new ScaffoldError(`Failed to add to the connector: ${reason}. ${fix}.`)
