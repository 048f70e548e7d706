import { type Quick, refused } from './quick.js'

/** Any text: what most fields are. */
export const quickText: Quick = (value) => (typeof value === 'string' ? value : refused)
