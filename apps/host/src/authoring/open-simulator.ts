import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isPlainObject } from '@duet/core'
import type { RequestHandler } from 'msw'
import { entryOf, targetOf } from '../discovery/entry-of.js'
import { readManifest } from '../discovery/read-manifest.js'
import { sourceOf } from '../discovery/source-of.js'
import { HostError } from '../host-error.js'

/** What a connector's simulator offers to the author's session. */
export interface OpenedSimulator {
  readonly origin: string
  readonly handlers: RequestHandler[]
  readonly client: { readonly id: string; readonly secret: string }
  readonly apiKey?: string
  readonly login?: { readonly username: string; readonly password: string }
  readonly stores: Readonly<Record<string, SimulatedStore>>
  subscribe?(url: string): unknown
  close(): Promise<void>
}

interface SimulatedStore {
  all(): readonly unknown[]
  insert(fields: Record<string, unknown>): unknown
  update(id: string | number, changes: Record<string, unknown>): unknown
}

export interface SimulatorOptions {
  persistTo?: string
  publicUrl: string
  webhookSecret: string
}

/** Starts the simulator a connector exports under `./simulator`. Throws `HostError` where there is none. */
export async function openSimulator(folder: string, options: SimulatorOptions): Promise<OpenedSimulator> {
  const manifest = readManifest(folder)
  const target = targetOf(manifest, './simulator')
  if (target === undefined)
    throw new HostError(
      `Failed to start the simulator: ${manifest.packageName} exports none. Add "./simulator": "./dist/simulator/index.js" to its "exports".`,
    )
  const file = sourceOf(folder, target) ?? path.resolve(folder, target)
  // Says what to do when nothing is built at all.
  if (!file.endsWith('.ts')) entryOf(manifest)
  const module: unknown = await import(pathToFileURL(file).href)
  const create = isPlainObject(module)
    ? Object.entries(module).find(([name]) => /^create\w*Simulator$/.test(name))
    : undefined
  if (create === undefined || typeof create[1] !== 'function')
    throw new HostError(
      `Failed to start the simulator: ${target} of ${manifest.packageName} exports no function create…Simulator. Export what defineSimulator() of @duet/simulator returns under such a name.`,
    )
  return asSimulator(create[1](options), create[0])
}

function asSimulator(made: unknown, name: string): OpenedSimulator {
  const isOne =
    typeof made === 'object' && made !== null && 'handlers' in made && 'stores' in made && 'origin' in made
  // The rest has the shape of the kit's SimulatedApplication, which the connector's own tests hold it to.
  if (isOne) return made as OpenedSimulator
  throw new HostError(
    `Failed to start the simulator: ${name}() returned no simulator. Return what defineSimulator() of @duet/simulator makes.`,
  )
}
