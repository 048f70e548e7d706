export { createHub, type Hub, type HubOptions } from './create-hub.js'
export type { HubCompany, HubGroup } from './groups.js'
export type { Authorship, HubRecords } from './hub-records.js'
export { HubRefusal } from './hub-refusal.js'
