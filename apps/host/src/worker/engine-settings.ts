import type { EngineSettings } from '@duet/sync-engine'
import type { Settings } from '../settings/settings.js'

/** What of the host's settings a run of the connector works with. */
export const engineSettings = (
  { connectors, synchronization }: Pick<Settings, 'connectors' | 'synchronization'>,
  connector: string,
): Partial<EngineSettings> => ({
  pageSize: synchronization.pageSize,
  firstPageSize: connectors[connector]?.firstPageSize ?? synchronization.firstPageSize,
  concurrency: synchronization.concurrency,
  massChange: synchronization.massChange,
  flipFlop: synchronization.flipFlop,
})
