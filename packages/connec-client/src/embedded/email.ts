import { z } from 'zod'

export const email = z.object({ address: z.string(), address2: z.string() })
