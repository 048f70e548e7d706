import { library } from '@duet/tsup'

export default library(['src/write-field-tables.ts'])
