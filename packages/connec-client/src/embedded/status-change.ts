import { z } from 'zod'
import { moment } from '../values/moment.js'
import { text } from '../values/text.js'

/** One step of a history of stages, kept by the hub. */
export const statusChange = z.object({ status: text, created_at: moment })
