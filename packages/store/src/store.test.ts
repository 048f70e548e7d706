import { postgresMissing, temporaryPostgres, temporaryStore } from './testing/temporary-store.js'
import { testStore } from './testing/test-store.js'

testStore('SQLite', temporaryStore)
testStore('PostgreSQL', temporaryPostgres, { skip: postgresMissing() })
