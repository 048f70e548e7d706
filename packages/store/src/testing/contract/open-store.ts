import type { Store } from '../../store.js'

/** The store under test; one for the whole suite, so every test brings a link of its own. */
export type OpenStore = () => Store
