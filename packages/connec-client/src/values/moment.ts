import { isoDate } from '@duet/core'
import { z } from 'zod'

/** A moment in any offset, or a day, which is its midnight in UTC. Written in UTC with seconds. */
export const moment = z.codec(z.union([z.iso.datetime({ offset: true }), z.iso.date()]), z.date(), {
  decode: (value) => new Date(value),
  encode: (value) => isoDate.encode(value),
})
