import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { HostError } from '../host-error.js'

/** What only authors have installed, beside their connector: nothing of it is loaded by the host itself. */
export interface AuthorPackages {
  hub: typeof import('@duet/hub')
  simulator: typeof import('@duet/simulator')
}

/** Loads the hub and the simulator toolkit from where the connector has the kit. Throws `HostError` where it has not. */
export async function authorPackages(folder: string): Promise<AuthorPackages> {
  const kit = kitOf(folder)
  // The types are those the host is built against; which copy is there, only the folder knows.
  const load = async (name: string) => await import(pathToFileURL(createRequire(kit).resolve(name)).href)
  return {
    hub: (await load('@duet/hub')) as AuthorPackages['hub'],
    simulator: (await load('@duet/simulator')) as AuthorPackages['simulator'],
  }
}

/** The kit's package.json, from where what it needs is found. Throws `HostError` where there is none. */
export function kitOf(folder: string): string {
  for (const from of [
    path.join(folder, 'package.json'),
    import.meta.url,
    path.join(process.cwd(), 'package.json'),
  ]) {
    try {
      return createRequire(from).resolve('@duet/testing/package.json')
    } catch {
      // asked for elsewhere
    }
  }
  throw new HostError(
    `Failed to find the kit for authors: @duet/testing is not installed near ${folder}. Run npm install --save-dev @duet/testing.`,
  )
}
