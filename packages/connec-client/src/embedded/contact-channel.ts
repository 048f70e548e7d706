import { z } from 'zod'

export const contactChannel = z.object({ skype: z.string() })
