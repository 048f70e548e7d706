/** What a command of a server is given: sizes, versions and addresses. */
export interface CommandInput {
  readonly count?: number
  readonly version?: number
  readonly url?: string
}

/** A server, and what can be asked of it beside HTTP by the process that started it. */
export interface Served {
  readonly url: string
  readonly commands: Readonly<Record<string, (input: CommandInput) => unknown>>
}
