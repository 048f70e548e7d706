import { library } from '@duet/tsup'

export default library(['src/faults.ts'])
