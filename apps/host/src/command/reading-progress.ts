import type { EngineEvent } from '@duet/sync-engine'
import { z } from 'zod'
import { sideName } from './plan-count-lines.js'
import type { Progress } from './progress.js'

const pageRead = z.object({
  event: z.literal('page'),
  entity: z.string(),
  side: z.enum(['connec', 'external']),
  records: z.number(),
})

/** Says how far a run or a plan is, as the engine tells: "Reading item from the application, 350 records so far". */
export function readingProgress(progress: Progress): (event: EngineEvent) => void {
  let records = 0
  return (event) => {
    const page = pageRead.safeParse(event).data
    if (page === undefined) return
    records += page.records
    progress(`Reading ${page.entity} from ${sideName[page.side]}, ${records} records so far`)
  }
}
