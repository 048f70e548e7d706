import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'

/** That of the package whose test is running; outside of tests, of the working folder. */
export function closestPackageJson(): URL {
  let folder = path.dirname(expect.getState().testPath ?? path.resolve('test'))
  while (!existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder)
  return pathToFileURL(path.join(folder, 'package.json'))
}
