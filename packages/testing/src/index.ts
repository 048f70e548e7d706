export type { SignIn } from './authorization.js'
export {
  type ConnectedSimulator,
  type ConnectOptions,
  type Credentials,
  connectSimulator,
} from './connect-simulator.js'
export type { SimulatedApplication, SimulatedStore } from './simulated-application.js'
