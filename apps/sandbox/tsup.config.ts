import { library } from '@duet/tsup'

export default library(['src/index.ts', 'src/start.ts'])
