import type { RecordOf } from '@duet/core'
import type { stages } from '../resources.js'

export type Stage = RecordOf<typeof stages>

/** Where an opportunity stands at the hub: a name anybody may invent, and a probability in percent. */
export interface Standing {
  sales_stage?: string | null | undefined
  probability?: number | null | undefined
}

/**
 * The stage of the same name, whatever its case; of several (pipelines share names) the one whose likelihood is closest
 * to the probability. Without one, the closest by likelihood alone; the first on a tie. Undefined when nothing is known
 * of where the opportunity stands, or no stage compares.
 */
export function closestStage(stages: readonly Stage[], standing: Standing): Stage | undefined {
  const { sales_stage, probability } = standing
  if (sales_stage == null && probability == null) return undefined
  const wanted = sales_stage?.toLowerCase()
  const namesakes = stages.filter(({ name }) => name != null && name.toLowerCase() === wanted)
  return closest(namesakes, probability ?? 0) ?? namesakes[0] ?? closest(stages, probability ?? 0)
}

/** A stage without a likelihood is close to nothing. */
function closest(stages: readonly Stage[], probability: number): Stage | undefined {
  let best: { stage: Stage; distance: number } | undefined
  for (const stage of stages) {
    if (stage.likelihood == null) continue
    const distance = Math.abs(stage.likelihood - probability)
    if (!best || distance < best.distance) best = { stage, distance }
  }
  return best?.stage
}
