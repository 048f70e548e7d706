import { library } from '@duet/tsup'

export default library(['src/build-docs.ts', 'src/open-docs.ts'])
