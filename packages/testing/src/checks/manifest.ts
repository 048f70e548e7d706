import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { API_VERSION } from '@duet/core'
import { coerce, satisfies } from 'semver'
import { expect } from 'vitest'
import { z } from 'zod'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkConnector } from '../check.js'

const manifestOf = z.object({
  duet: z.object({ connector: z.string().min(1), apiVersion: z.string().min(1) }),
  exports: z.object({ '.': z.union([z.string(), z.object({ default: z.string() })]) }),
})

/** What a host reads before it loads a connector. */
export const manifest = checkConnector({
  name: 'the manifest names the export and the version of the authoring API',
  async run(connector, { packageJson = closestPackageJson() }) {
    const { duet, exports } = manifestOf.parse(JSON.parse(readFileSync(packageJson, 'utf8')))
    for (const version of [connector.apiVersion, API_VERSION])
      expect([version, satisfies(coerce(version) ?? version, duet.apiVersion)]).toEqual([version, true])

    const entry = new URL(typeof exports['.'] === 'string' ? exports['.'] : exports['.'].default, packageJson)
    if (!existsSync(entry)) throw new CannotCheckError('the package is not built')
    const module: unknown = await import(entry.href)
    expect(module).toHaveProperty(duet.connector)
    expect(module).toMatchObject({ [duet.connector]: { kind: 'connector', name: connector.name } })
  },
})

/** Of the package whose test is running. */
function closestPackageJson(): URL {
  let folder = path.dirname(expect.getState().testPath ?? path.resolve('test'))
  while (!existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder)
  return pathToFileURL(path.join(folder, 'package.json'))
}
