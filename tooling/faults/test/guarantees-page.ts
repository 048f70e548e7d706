/** A test that the page names: `file.test.ts`, "what it holds". */
export interface NamedTest {
  readonly file: string
  readonly name: string
}

/**
 * What `docs/guarantees.md` says that can be checked: its tests, written as a link to the file with the name in italics,
 * `[file](../path) _name_`, and the defects it says no fault can be planted for, `| A20 |` at the start of a row.
 */
export function guaranteesPage(text: string): { tests: NamedTest[]; impossible: string[] } {
  const tests = [...text.matchAll(/\]\(\.\.\/([^)]+)\)((?:,?\s+_[^_]+_)+)/g)].flatMap(
    ([, file = '', names = '']) => [...names.matchAll(/_([^_]+)_/g)].map(([, name = '']) => ({ file, name })),
  )
  const impossible = [...text.matchAll(/^\| ([AB]\d+(?:, [AB]\d+)*) /gm)].flatMap(([, numbers = '']) =>
    numbers.split(', '),
  )
  return { tests, impossible }
}
