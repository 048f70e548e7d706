import type { Converter } from '@duet/core'

/** `UTC-05:00` in Base CRM, `-05:00` in Connec!; anything that is no offset (`US/Central`) is the same in both. */
export const timezone: Converter<string, string> = {
  toExternal: (offset) => (/^[+−-]?\d/.test(offset) ? `UTC${offset}` : offset),
  toConnec: (zone) => (zone.trim() === 'UTC' ? '+00:00' : zone.replace(/^UTC\s*(?=[+−-]?\d)/, '')),
}
