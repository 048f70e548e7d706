import type { HostContext } from './open-context.js'

/** What the HTTP process works with beside the rest: where it is reached, which is known once it listens. */
export interface AppContext extends HostContext {
  readonly publicUrl: string
}
