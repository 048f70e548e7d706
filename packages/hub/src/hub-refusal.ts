import { randomUUID } from 'node:crypto'

/** A request the hub does not carry out, in the words of Connec!'s `errors[]`. */
export class HubRefusal extends Error {
  override readonly name = 'HubRefusal'
  readonly status: number
  readonly title: string

  constructor(status: number, title: string, detail = title) {
    super(detail)
    this.status = status
    this.title = title
  }
}

export const unauthorized = () => new HubRefusal(401, 'Unauthorized Access')
export const notFound = () => new HubRefusal(404, 'Resource not found')
export const unknownResource = () => new HubRefusal(400, 'Unknown Resource')

/** The body of a refusal. */
export function errorsBody({ status, title, message }: HubRefusal, href: string): object {
  const code = title
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')
  return { errors: [{ id: randomUUID(), href, status: String(status), code, title, detail: message }] }
}
