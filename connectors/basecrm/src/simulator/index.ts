export { type BaseCrmSimulator, createBaseCrmSimulator } from './create-simulator.js'
export type { CollectionDescription } from './describe.js'
export type { BaseCrmSimulatorOptions, ProductsPlan, RateLimitMode } from './options.js'
export type { Collection, SimulatedRecord, SimulatedStore, Stores } from './simulated-record.js'
