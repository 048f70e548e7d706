import { library } from '@duet/tsup'

export default library(['src/tarballs.ts'])
