import { library } from '@duet/tsup'

export default library([
  'src/index.ts',
  'src/ports.ts',
  'src/cli.ts',
  'src/worker-process.ts',
  'src/dev-process.ts',
])
