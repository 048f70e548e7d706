import { HostError } from '../host-error.js'

/** A setting is missing or malformed. */
export class SettingsError extends HostError {}
