import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SuiteMessage } from './run-suite.js'
import type { Suite, SuiteResult } from './suite.js'

/** How the process of a suite ended. */
export type SuiteEnd =
  | { readonly result: SuiteResult; readonly seconds: number }
  | { readonly failure: string; readonly unequal: boolean; readonly seconds: number }

export interface SuiteProcessOptions {
  quick: boolean
  /** How long it may take; its own limit when that is less. */
  secondsLeft: number
  postgresUrl: string | undefined
  say: (words: string) => void
}

/** A suite that is ended may end what it started. */
const PATIENCE_MS = 5_000

/** Runs a suite in a process of its own, so that neither memory nor compiled code of one is another's, and no longer than it may. */
export async function runInProcess(suite: Suite, options: SuiteProcessOptions): Promise<SuiteEnd> {
  const { quick, postgresUrl, say } = options
  const seconds = Math.min(suite.limitMinutes[quick ? 'quick' : 'full'] * 60, options.secondsLeft)
  const started = performance.now()
  const child = fork(
    fileURLToPath(new URL('run-suite.js', import.meta.url)),
    [suite.name, quick ? 'quick' : 'full', String(seconds), postgresUrl ?? ''],
    { execArgv: ['--expose-gc'], stdio: ['ignore', 2, 2, 'ipc'] },
  )
  let result: SuiteResult | undefined
  let partial: SuiteResult | undefined
  let failure: string | undefined
  let unequal = false
  child.on('message', (message: SuiteMessage) => {
    if (message.kind === 'said') say(`${suite.name}: ${message.words}`)
    else if (message.kind === 'so far') partial = message.result
    else if (message.kind === 'done') result = message.result
    else {
      failure = message.words
      unequal = message.unequal
    }
  })
  const limit = setTimeout(() => {
    if (partial === undefined) failure = `it took longer than ${Math.round(seconds)} s`
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref()
  }, seconds * 1000)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  clearTimeout(limit)
  if (failure === undefined) result ??= partial
  const taken = (performance.now() - started) / 1000
  if (result !== undefined && failure === undefined) return { result, seconds: taken }
  return { failure: failure ?? `its process ended with ${code}`, unequal, seconds: taken }
}
