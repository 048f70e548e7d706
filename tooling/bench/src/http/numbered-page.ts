import { z } from 'zod'

export const numberedPage = z.object({ records: z.array(z.unknown()), next: z.number().nullable() })
