import { fileURLToPath } from 'node:url'

/** The program worker processes run, for `startHost(settings, { workers: { file: workerFile() } })`. */
export const workerFile = (): string => fileURLToPath(new URL('./worker-process.js', import.meta.url))
