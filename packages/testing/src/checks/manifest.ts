import { existsSync, readFileSync } from 'node:fs'
import { API_VERSION } from '@duet/core'
import { coerce, satisfies } from 'semver'
import { expect } from 'vitest'
import { z } from 'zod'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkConnector } from '../check.js'
import { closestPackageJson } from '../closest-package-json.js'

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
