import { discover } from '@duet/host'

/** What a process that loads connectors tells: how long it took, and how many there are. */
export interface LoadedFigures {
  readonly ms: number
  readonly connectors: number
}

const { folders }: { folders: string[] } = JSON.parse(process.argv[2] ?? '{}')
const started = performance.now()
const { connectors } = await discover({ connectorPackages: folders, folder: process.cwd(), connectors: {} })
const figures: LoadedFigures = { ms: performance.now() - started, connectors: connectors.size }
process.send?.(figures, () => process.exit())
