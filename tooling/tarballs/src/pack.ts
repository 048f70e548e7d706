import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { PublicPackage } from './public-packages.js'

const answer = z.looseObject({ filename: z.string() })
const run = promisify(execFile)

/** Packs a package as it is published; answers the path of the tarball. What is packed must be built. */
export async function pack({ folder, name }: PublicPackage, destination: string): Promise<string> {
  try {
    const { stdout } = await run('pnpm', ['pack', '--pack-destination', destination, '--json'], {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    })
    return answer.parse(JSON.parse(stdout)).filename
  } catch (cause) {
    throw new Error(`Failed to pack ${name}: pnpm pack did not succeed. Build it first (npm run build).`, {
      cause,
    })
  }
}

/** Packs several, two at a time; tarballs by the name of the package. */
export async function packAll(
  packages: readonly PublicPackage[],
  destination: string,
): Promise<Map<string, string>> {
  const waiting = [...packages]
  const tarballs = new Map<string, string>()
  const packNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      tarballs.set(next.name, await pack(next, destination))
  }
  await Promise.all([packNext(), packNext()])
  return tarballs
}
