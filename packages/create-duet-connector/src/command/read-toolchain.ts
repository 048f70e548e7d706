import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Toolchain } from '../plan/place.js'

const toolchain = z.object({
  versions: z.record(z.string(), z.string()),
  compilerOptions: z.record(z.string(), z.unknown()),
})

/** Versions and settings as they were when this package was built. */
export const readToolchain = (): Toolchain =>
  toolchain.parse(JSON.parse(readFileSync(new URL('../dist/toolchain.json', toolchainBase()), 'utf8')))

/** The sources lie one folder deeper than what is built of them. */
const toolchainBase = (): URL =>
  import.meta.url.endsWith('/src/command/read-toolchain.ts')
    ? new URL('..', import.meta.url)
    : new URL(import.meta.url)
