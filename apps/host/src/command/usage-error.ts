import { HostError } from '../host-error.js'

/** The command was written wrongly: exit code 2. */
export class UsageError extends HostError {}
