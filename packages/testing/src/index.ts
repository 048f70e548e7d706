export type { SignIn } from './authorization.js'
export { CannotCheckError } from './cannot-check-error.js'
export { cardOf } from './card/card-of.js'
export { renderCard } from './card/render-card.js'
export {
  type Check,
  type CheckCase,
  type CheckDefinition,
  checkConnector,
  checkEntity,
  checkPair,
  checkResource,
} from './check.js'
export { checks } from './checks/checks.js'
export {
  type ConnectedSimulator,
  type ConnectOptions,
  type Credentials,
  connectSimulator,
} from './connect-simulator.js'
export type { Kit, Pair } from './kit.js'
export type { KitOptions, MakeMove } from './kit-options.js'
export { type CheckOutcome, runChecks } from './run-checks.js'
export type { Session } from './session.js'
export type { SimulatedApplication, SimulatedStore } from './simulated-application.js'
export { testConnector } from './test-connector.js'
export {
  type Attempt,
  type HubCollection,
  type HubRecord,
  type LinkedCompany,
  type LinkOptions,
  linkCompany,
  type RunChoice,
} from './two-way/linked-company.js'
