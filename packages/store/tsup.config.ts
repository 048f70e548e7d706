import { library } from '@duet/tsup'

// Kysely is 250 small files, a fifth of a second of every start; bundled it is what is used of it.
export default library(['src/index.ts', 'src/testing/index.ts'], { bundled: ['kysely'] })
