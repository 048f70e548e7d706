import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { cannotCreate } from '../plan/scaffold-error.js'
import { snakeCase } from '../plan/words.js'

/** An answer of the API, and the collection it is of. */
export interface SampleAnswer {
  readonly collection: string
  readonly answer: unknown
}

/**
 * Reads `answers/contacts.json`, or `contacts=answers/first.json` where the file is not called like its collection.
 * Throws `ScaffoldError`.
 */
export async function readSample(
  given: string,
  { cwd, connector }: { cwd: string; connector: string },
): Promise<SampleAnswer> {
  const [, named, file = given] = /^([\w-]+)=(.+)$/.exec(given) ?? []
  const fix = 'Give the JSON answer of a list: --sample contacts.json'
  const text = await readFile(path.resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw cannotCreate(connector, `the sample ${file} cannot be read`, fix, { cause })
  })
  try {
    return {
      collection: snakeCase(named ?? path.basename(file, path.extname(file))),
      answer: JSON.parse(text),
    }
  } catch (cause) {
    throw cannotCreate(connector, `the sample ${file} is no JSON`, fix, { cause })
  }
}
