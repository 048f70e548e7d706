import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The root of the workspace. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')

const text = z.string().min(1)
/** What a package says about itself; what is not asked for here is kept. */
export const manifest = z.looseObject({
  name: text,
  version: text,
  private: z.boolean().default(false),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
})

/** A package that is published. */
export interface PublicPackage {
  readonly name: string
  readonly folder: string
  readonly manifest: z.output<typeof manifest>
}

/** Every package of the workspace that is not private. */
export const publicPackages = (): PublicPackage[] =>
  globSync('{packages,apps,connectors}/*/package.json', { cwd: root })
    .sort()
    .map((file) => {
      const read = manifest.parse(JSON.parse(readFileSync(path.join(root, file), 'utf8')))
      return { name: read.name, folder: path.join(root, path.dirname(file)), manifest: read }
    })
    .filter((found) => !found.manifest.private)
