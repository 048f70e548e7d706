import type { Difference } from './difference.js'

/** Something that was done, in words that are equal when it means the same, and whose records it is about. */
export interface Saying {
  readonly says: string
  readonly about: readonly string[]
}

/** Spellings of Duet that change what is said in a known way, each with the words for it. */
const habits: readonly { readonly words: string; strip(says: string): string }[] = [
  {
    words: 'leaves full what would be emptied',
    strip: (says) => says.replaceAll(/"[^"]+":"",?/g, '').replaceAll(',}', '}'),
  },
  {
    words: 'says that lines left out are gone',
    strip: (says) => says.replace(/,?"opts":\{"sparse":false\}/, ''),
  },
]

/** What was recorded and is not done, each as often, and what is done and was not recorded. */
export function compareSayings(
  what: string,
  ours: readonly Saying[],
  recorded: readonly Saying[],
): Difference[] {
  const unexpected = missingIn(recorded, ours)
  const missing = missingIn(ours, recorded)
  const differences: Difference[] = []
  for (const one of missing) {
    const habit = habits.find(({ strip }) => unexpected.some(({ says }) => strip(says) === strip(one.says)))
    const twin = habit && unexpected.find(({ says }) => habit.strip(says) === habit.strip(one.says))
    if (twin !== undefined) unexpected.splice(unexpected.indexOf(twin), 1)
    differences.push({
      text: habit ? `${what}: ${habit.words}: ${one.says}` : `${what}: expected ${one.says}`,
      about: one.about,
    })
  }
  return [
    ...differences,
    ...unexpected.map(({ says, about }) => ({ text: `${what}: unexpected ${says}`, about })),
  ]
}

function missingIn(given: readonly Saying[], wanted: readonly Saying[]): Saying[] {
  const left = given.map(({ says }) => says)
  return wanted.filter(({ says }) => {
    const at = left.indexOf(says)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
