import { library } from '@duet/tsup'

export default library([
  'src/bench.ts',
  'src/run-suite.ts',
  'src/end-to-end/bare-loop.ts',
  'src/servers/serve.ts',
  'src/start/load-connectors.ts',
  'src/world/connector.ts',
  'src/worker/run-synchronization.ts',
])
