/** Where sealed credentials rest; `credentials` of `@duet/store` is one. Times are milliseconds since the epoch. */
export interface CredentialStore {
  read(linkId: string): Promise<{ version: number; sealed: string } | undefined>
  /**
   * Writes if the version is still the expected one (null: there is none yet); the new version, or `undefined` when
   * somebody else was first.
   */
  write(linkId: string, row: { sealed: string; expectedVersion: number | null }): Promise<number | undefined>
  /** Takes or extends the right to refresh; false while another owner's is not over. */
  lease(linkId: string, owner: string, now: number, ms: number): Promise<boolean>
  release(linkId: string, owner: string): Promise<void>
  remove(linkId: string): Promise<void>
}
