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
