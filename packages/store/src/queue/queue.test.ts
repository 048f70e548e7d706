import { postgresMissing, temporaryPostgres, temporaryStore } from '../testing/temporary-store.js'
import { testQueue } from '../testing/test-queue.js'

testQueue('SQLite', temporaryStore)
testQueue('PostgreSQL', temporaryPostgres, { skip: postgresMissing() })
