import type { Converter } from '@duet/core'

const statuses = [
  ['DRAFT', 'draft'],
  ['SUBMITTED', 'placed'],
  ['AUTHORISED', 'confirmed'],
  ['PAID', 'paid'],
  ['VOIDED', 'cancelled'],
] as const

/** An invoice's status and an order's; a status unknown on the other side does not travel. */
export const orderStatus: Converter<string, string> = {
  toExternal: (status) => statuses.find(([connec]) => connec === status)?.[1],
  toConnec: (status) => statuses.find(([, external]) => external === status)?.[0],
}
