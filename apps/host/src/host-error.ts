import { DuetError } from '@duet/core'

/** The host cannot do what was asked; the message says why and how to mend it, in one line. */
export class HostError extends DuetError {}
