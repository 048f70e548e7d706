/** Something that is not as recorded, and the ids of the records it is about, as far as they are known. */
export interface Difference {
  readonly text: string
  readonly about: readonly string[]
}

/** What is to be known about records, by either of their ids: why they may differ. */
export type Facts = ReadonlyMap<string, ReadonlySet<string>>

/** A difference in words, with the facts about its records. */
export function sayDifference({ text, about }: Difference, facts: Facts): string {
  const known = new Set(about.flatMap((id) => [...(facts.get(id) ?? [])]))
  return [text, ...[...known].toSorted()].join('; ')
}
