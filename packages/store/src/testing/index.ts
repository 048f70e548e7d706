export { linkIn } from './link-in.js'
export { type OwnPostgres, postgresBinaries, startPostgres } from './own-postgres.js'
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
