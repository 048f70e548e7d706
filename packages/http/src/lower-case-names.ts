/** Headers with their names in lower case, so that one given twice in two spellings is sent once. */
export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lowered: Record<string, string> = {}
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (value !== undefined) lowered[name.toLowerCase()] = value
  }
  return lowered
}
