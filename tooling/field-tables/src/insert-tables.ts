const START = '<!-- fields:start -->'
const END = '<!-- fields:end -->'

/** The README with the tables between its markers; undefined where it has no markers. */
export function insertTables(readme: string, tables: string): string | undefined {
  const start = readme.indexOf(START)
  const end = readme.indexOf(END, start)
  if (start < 0 || end < 0) return undefined
  return `${readme.slice(0, start + START.length)}\n\n${tables}\n\n${readme.slice(end)}`
}
