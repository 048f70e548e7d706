import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { z } from 'zod'

const manifest = z.looseObject({ version: z.string() })

/** The version of this host. */
export const HOST_VERSION = readVersion()

/** How the host names itself to applications and hubs; some refuse requests without it. */
export const USER_AGENT = `Duet/${HOST_VERSION}`

function readVersion(): string {
  const file = findPackageJSON(import.meta.url)
  if (file === undefined) return '0.0.0'
  return manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).version
}
