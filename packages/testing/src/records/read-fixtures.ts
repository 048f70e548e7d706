import { readdirSync, readFileSync } from 'node:fs'
import type { Resource } from '@duet/core'
import { z } from 'zod'
import type { KitOptions } from '../kit-options.js'

const anyJson = z.json()

/** Fixtures by the name of the resource, read from their folder where they are in one. */
export function readFixtures(
  fixtures: KitOptions['fixtures'] = {},
  resources: readonly Resource[],
): Readonly<Record<string, readonly unknown[]>> {
  if (!(fixtures instanceof URL)) return fixtures
  const folder = fixtures.href.endsWith('/') ? fixtures : new URL(`${fixtures.href}/`)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
  const recordsIn = (file: string) => {
    const content = anyJson.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
    return Array.isArray(content) ? content : [content]
  }
  return Object.fromEntries(
    resources.map(({ name }) => [
      name,
      files.filter((file) => file === `${name}.json` || file.startsWith(`${name}-`)).flatMap(recordsIn),
    ]),
  )
}
