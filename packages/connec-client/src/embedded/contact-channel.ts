import { z } from 'zod'
import { text } from '../values/text.js'

export const contactChannel = z.object({ skype: text })
