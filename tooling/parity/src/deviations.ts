import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Condition, condition, holds } from './condition.js'
import type { Vector } from './vector.js'

const deviation = z
  .strictObject({
    file: z.string(),
    /** Vectors it is about, by name; or what they have in common. */
    names: z.array(z.string()).min(1).optional(),
    when: z.array(condition).min(1).optional(),
    /** A pattern: only differences that match are explained. */
    differs: z.string(),
    because: z.string().min(20),
    /** A defect of the old code, by its number, or the page under `docs/decisions/` that decided otherwise. */
    defect: z
      .string()
      .regex(/^[ABC]\d+$/)
      .optional(),
    decision: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  })
  .refine(({ names, when }) => names !== undefined || when !== undefined, 'needs "names" or "when"')
  .refine(
    ({ defect, decision }) => (defect === undefined) !== (decision === undefined),
    'needs "defect" or "decision"',
  )

export const deviationList = z.array(deviation)

/** Where Duet differs from what was recorded on purpose, each with its reason. */
export type Deviations = z.output<typeof deviationList>

/** Reads a list of deviations. Throws in words when an entry is not one. */
export function readDeviations(file: URL): Deviations {
  const parsed = deviationList.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`Failed to read the deviations: ${z.prettifyError(parsed.error)}. Mend the entry.`)
}

export interface Differing {
  file: string
  vector: Vector
  differences: readonly string[]
}

/** Which differences no deviation explains, and what explains the others: of several reasons the one listed first. */
export function explain(
  deviations: Deviations,
  { file, vector, differences }: Differing,
): { unexplained: string[]; by: string | undefined } {
  const about = deviations.filter((one) => one.file === file && isAbout(one, vector))
  const reasonOf = (difference: string) =>
    about.find(({ differs }) => new RegExp(differs, 'u').test(difference))
  const reasons = differences.map(reasonOf)
  const first = about.find((one) => reasons.includes(one))
  return {
    unexplained: differences.filter((_, at) => reasons[at] === undefined),
    by: first && (first.defect ?? first.decision),
  }
}

function isAbout(
  { names, when = [] }: { names?: string[] | undefined; when?: Condition[] | undefined },
  vector: Vector,
) {
  return (names === undefined || names.includes(vector.name)) && when.every((one) => holds(one, vector))
}

/** Entries that name a vector which is the same after all, in words. */
export function staleEntries(
  deviations: Deviations,
  { file, same }: { file: string; same: ReadonlySet<string> },
): string[] {
  return deviations
    .filter((one) => one.file === file)
    .flatMap(({ names = [], because }) =>
      names
        .filter((name) => same.has(name))
        .map((name) => `${file}: "${name}" is the same after all, so "${because}" is stale`),
    )
}
