import { runNaming } from './naming/run-naming.js'
import type { Runner } from './runner.js'

/** The files there are runners for. */
export const runners: readonly Runner[] = [{ file: 'naming.json', required: true, run: runNaming }]
