export { linkIn } from './link-in.js'
export {
  postgresMissing,
  type TemporaryFile,
  type TemporarySchema,
  temporaryFile,
  temporaryPostgres,
  temporarySchema,
  temporaryStore,
} from './temporary-store.js'
export { testQueue } from './test-queue.js'
export { type SuiteOptions, testStore } from './test-store.js'
