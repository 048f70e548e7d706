import type { Converter } from '@duet/core'

/**
 * A field that Base CRM demands and Connec! does not: a record is created over there with the placeholder, which never
 * comes back to Connec!, from where it would spread to every other application.
 */
export const placeholder = (text: string): Converter<string, string> => ({
  toExternal: (value) => value,
  toConnec: (value) => (value === text ? undefined : value),
})
