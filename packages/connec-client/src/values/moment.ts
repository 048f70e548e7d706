import { isoMoment } from '@duet/core'

/** A moment in any offset, or a day, which is its midnight in UTC. Written in UTC with seconds. */
export const moment = isoMoment
