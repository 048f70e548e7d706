import type { Fault } from '../fault.js'
import { deciding } from './deciding.js'
import { movingRecords } from './moving-records.js'
import { requestsMappingHost } from './requests-mapping-host.js'
import { storeAndHubClient } from './store-and-hub-client.js'

/** Every fault, by the number of its defect. */
export const faults: readonly Fault[] = [
  ...movingRecords,
  ...deciding,
  ...storeAndHubClient,
  ...requestsMappingHost,
].sort(({ defect: one }, { defect: other }) => one.localeCompare(other, 'en', { numeric: true }))
