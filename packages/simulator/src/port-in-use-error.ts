/** The port a server should listen on is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError'
  readonly host: string
  readonly port: number

  constructor(address: { host: string; port: number }, options?: ErrorOptions) {
    super(
      `Failed to listen on ${address.host}:${address.port}: the port is in use. Stop the other program or choose another port.`,
      options,
    )
    this.host = address.host
    this.port = address.port
  }
}
