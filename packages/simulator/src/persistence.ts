import { CorruptStateError, type PersistedFile, readPersistedFile } from './persisted-file.js'
import type { ResourceStore, StoredRecord, StoreSnapshot } from './resource-store.js'
import { writeAtomically } from './write-atomically.js'

/** State of any JSON shape that is kept along with the stores. */
export interface BoundState {
  get(): unknown
  /** Takes back what `get` gave; throws when it cannot. */
  set(state: unknown): void
  /** Tells of changes; without it, `touch` the persistence after one. */
  onChange?(listener: () => void): unknown
}

/** A simulator's state on disk, so that a second start goes on where the first one stopped. */
export interface Persistence {
  /** Fills the store from the file and saves its changes from now on. */
  bind<T extends StoredRecord>(name: string, store: ResourceStore<T>): void
  /** The same for other state. @throws CorruptStateError when `set` refuses what the file holds. */
  bindState(name: string, state: BoundState): void
  /** Saves soon, as after a change. */
  touch(): void
  /** Saves now; rejects when it cannot. */
  flush(): Promise<void>
  /** Saves what is not saved yet and ends saving. */
  close(): Promise<void>
}

export interface PersistenceOptions {
  /** How long changes are gathered before they are saved, in milliseconds (default 200). */
  debounceMs?: number
  /** Told of a failed save; the next change tries again. Default: the message on standard error. */
  onError?: (error: unknown) => void
}

/**
 * Opens a persistence file; it need not exist yet.
 *
 * @throws CorruptStateError when the file is damaged; it is left as it is.
 * @example
 * const persistence = openPersistence('data/basecrm.json')
 * persistence.bind('contacts', contacts)
 * persistence.bindState('oauth', oauth.state)
 */
export function openPersistence(file: string, options: PersistenceOptions = {}): Persistence {
  return new FilePersistence(file, options)
}

class FilePersistence implements Persistence {
  readonly #file: string
  readonly #loaded: PersistedFile
  readonly #stores = new Map<string, () => StoreSnapshot>()
  readonly #states = new Map<string, BoundState>()
  readonly #debounceMs: number
  readonly #onError: (error: unknown) => void
  #isDirty = false
  #isClosed = false
  #timer: NodeJS.Timeout | undefined
  #lastSaveMs = 0
  #saving: Promise<void> = Promise.resolve()

  constructor(file: string, { debounceMs = 200, onError = reportError }: PersistenceOptions) {
    this.#file = file
    this.#debounceMs = debounceMs
    this.#onError = onError
    this.#loaded = readPersistedFile(file)
  }

  bind<T extends StoredRecord>(name: string, store: ResourceStore<T>): void {
    const snapshot = this.#loaded.stores[name]
    if (snapshot) store.restore(snapshot)
    delete this.#loaded.stores[name] // the store holds it now; a second copy would double the memory
    this.#stores.set(name, () => store.snapshot())
    store.onChange(() => this.touch())
  }

  bindState(name: string, state: BoundState): void {
    const saved = this.#loaded.states[name]
    if (saved !== undefined) this.#restoreState(name, state, saved)
    this.#states.set(name, state)
    state.onChange?.(() => this.touch())
  }

  touch(): void {
    this.#isDirty = true
    if (this.#isClosed || this.#timer) return
    // A large state takes long to write: leave it at a tenth of the time.
    const delay = Math.max(this.#debounceMs, this.#lastSaveMs * 10)
    this.#timer = setTimeout(() => this.flush().catch(this.#onError), delay)
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const save = this.#saving.then(() => this.#save())
    this.#saving = save.catch(() => undefined)
    return save
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.flush()
  }

  #restoreState(name: string, state: BoundState, saved: unknown): void {
    try {
      state.set(saved)
    } catch (cause) {
      throw new CorruptStateError(this.#file, { cause, part: name })
    }
  }

  async #save(): Promise<void> {
    if (!this.#isDirty) return
    const startedAt = performance.now()
    this.#isDirty = false
    try {
      await writeAtomically(this.#file, this.#content())
    } catch (error) {
      this.#isDirty = true
      throw error
    } finally {
      this.#lastSaveMs = performance.now() - startedAt
    }
  }

  /** Parts of the file that nobody has bound are kept. */
  #content(): string {
    const stores = Object.fromEntries([...this.#stores].map(([name, snapshot]) => [name, snapshot()]))
    const states = Object.fromEntries([...this.#states].map(([name, state]) => [name, state.get()]))
    const { version, ...loaded } = this.#loaded
    return JSON.stringify({
      version,
      stores: { ...loaded.stores, ...stores },
      states: { ...loaded.states, ...states },
    })
  }
}

function reportError(error: unknown): void {
  console.error(
    `Failed to save a simulator's state: ${error instanceof Error ? error.message : String(error)}`,
  )
}
