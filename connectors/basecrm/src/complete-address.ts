import { z } from 'zod'

const parts = ['line1', 'city', 'postal_code', 'state', 'country'] as const

const addressed = z.looseObject({ address: z.record(z.string(), z.unknown()).nullish() })

/**
 * An update with part of an address, completed by the rest of the present one: the API docs do not say that parts left
 * out are kept, so an update never leaves any out.
 */
export async function completeAddress<Fields extends Record<string, unknown>>(
  fields: Fields,
  present: () => Promise<unknown>,
): Promise<Fields> {
  const { address } = addressed.parse(fields)
  if (!address || parts.every((part) => address[part] !== undefined)) return fields
  const { address: presentAddress } = addressed.parse(await present())
  return { ...fields, address: { ...presentAddress, ...address } }
}
