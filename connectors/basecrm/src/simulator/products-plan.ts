import type { SimulatorConfig } from './options.js'
import { Refused } from './refused.js'

/** Products need the Enterprise plan, and writing them an administrator. Throws `Refused`. */
export function checkProductsPlan({ productsPlan, role }: SimulatorConfig, method: string): void {
  if (productsPlan === 'none-500') {
    throw new Refused(500, [{ code: 'server_error', message: 'Internal Server Error' }], 'catalog')
  }
  const isWrite = method !== 'GET'
  const isForbidden =
    productsPlan === 'none-403' || (isWrite && (productsPlan === 'read-only' || role === 'user'))
  if (isForbidden) throw new Refused(403, [{ code: 'forbidden', message: 'Forbidden' }], 'catalog')
}
