import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type ConnectorName, connectorName } from '../plan/connector-name.js'
import { cannotAdd } from '../plan/scaffold-error.js'
import { displayNameOf } from '../plan/words.js'
import { mappersIn, type PresentMapper } from './present-mappers.js'
import { type PresentResource, resourcesIn } from './present-resources.js'

/** A connector that was written before, read from its files. */
export interface PresentConnector {
  readonly folder: string
  readonly name: ConnectorName
  readonly displayName: string
  readonly packageName: string
  readonly resources: readonly PresentResource[]
  readonly mappers: readonly PresentMapper[]
  /** `contacts.json`, `contacts-organization.json` */
  readonly fixtures: readonly string[]
  /** `src/collection.ts`: whether one collection may differ in these. */
  readonly traits: {
    readonly since: boolean
    readonly writes: boolean
    readonly whole: boolean
    readonly many: boolean
    readonly one: boolean
  }
}

const manifest = z.looseObject({ name: z.string(), duet: z.looseObject({ connector: z.string() }) })

/** Reads a connector. Throws `ScaffoldError` where the folder has none. */
export async function presentConnector(folder: string): Promise<PresentConnector> {
  const read = (file: string) => readFile(path.join(folder, file), 'utf8').catch(() => '')
  const parsed = manifest.safeParse(parsedJson(await read('package.json')))
  const index = await read('src/index.ts')
  if (!parsed.success || index === '')
    throw cannotAdd(
      `${folder} is no connector`,
      'Run the command in the folder of one, or name it: --connector connectors/my-crm',
    )
  const kebab = parsed.data.name.replace(/^(@duet\/connector-|(@[^/]+\/)?duet-connector-)/, '')
  const collection = await read('src/collection.ts')
  return {
    folder,
    name: connectorName(kebab),
    displayName: /displayName: '([^'\\]+)'/.exec(index)?.[1] ?? displayNameOf(kebab),
    packageName: parsed.data.name,
    resources: resourcesIn(await read('src/resources.ts')),
    mappers: mappersIn(await readAll(path.join(folder, 'src/mappers'))),
    fixtures: await readdir(path.join(folder, 'fixtures')).catch(() => []),
    traits: {
      // Where lists know no such filter at all, none of them has to be without.
      since: collection.includes('isFiltered') || !/\blist\(http, \{ since\b/.test(collection),
      writes: /\bwrites\b/.test(collection),
      whole: /'readOnly'/.test(collection),
      many: /^ {2}many\?: string$/m.test(collection),
      one: /^ {2}one: string$/m.test(collection),
    },
  }
}

async function readAll(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.ts')).toSorted()
  return Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
