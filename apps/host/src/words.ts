/** `person_and_organization` → `Person and organization`. */
export function humanise(name: string): string {
  const text = name.replaceAll(/[_-]+/g, ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `['a', 'b', 'c']` → `a, b and c`. */
export function inWords(names: readonly string[]): string {
  const last = names.at(-1)
  if (names.length < 2 || last === undefined) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${last}`
}

/** `1 record`, `2 records`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
