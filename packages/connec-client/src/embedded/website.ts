import { z } from 'zod'

export const website = z.object({ url: z.string(), url2: z.string() })
