import { z } from 'zod'
import { text } from '../values/text.js'

export const website = z.object({ url: text, url2: text })
