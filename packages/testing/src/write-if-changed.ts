import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Writes a file of a package; one that says the same already is not touched. */
export function writeIfChanged(file: URL, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}
