import { z } from 'zod'
import { text } from '../values/text.js'

export const email = z.object({ address: text, address2: text })
