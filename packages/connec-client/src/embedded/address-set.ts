import { z } from 'zod'
import { address } from './address.js'

/** The four addresses of a person, an organization or a company. */
export const addressSet = z.object({
  billing: address,
  billing2: address,
  shipping: address,
  shipping2: address,
})
