import { Worker } from 'node:worker_threads'
import { importInThread, MAX_HEAP_MB } from './import-in-thread.js'

/** Imports each file it is told and answers; plain text, so that it needs no file of its own. */
const IMPORTER = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', (url) => {
  import(url).then(() => parentPort.postMessage(url), () => parentPort.postMessage(undefined))
})
`

/** Sound connectors are imported by then: a small part of what one may take by itself. */
const SHARE_OF_TIME = 1 / 12

/** Imports a file outside this process's own thread. Throws `UnusableConnectorError` with what happened. */
export type SafeImport = (fileUrl: string) => Promise<void>

/**
 * Imports the files it is told at the same time in one throw-away thread: what they have in common (core, zod) is
 * loaded once. As soon as anything goes wrong there, whichever was not imported yet gets a thread of its own, which
 * tells who it was and what happened.
 */
export function importTogether(timeoutMs: number): SafeImport {
  let thread: SharedThread | undefined
  return async (fileUrl) => {
    thread ??= openThread(timeoutMs * SHARE_OF_TIME, () => {
      thread = undefined
    })
    if (!(await thread.import(fileUrl))) await importInThread(fileUrl, timeoutMs)
  }
}

interface SharedThread {
  /** Whether the file was imported without harm. */
  import(fileUrl: string): Promise<boolean>
}

/** `onEnd` is called once: nothing more may be asked of it then. */
function openThread(patienceMs: number, onEnd: () => void): SharedThread {
  const worker = new Worker(IMPORTER, {
    eval: true,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  const waiting = new Map<string, (wasImported: boolean) => void>()
  const end = () => {
    clearTimeout(late)
    onEnd()
    for (const resolve of waiting.values()) resolve(false)
    waiting.clear()
    void worker.terminate()
  }
  const late = setTimeout(end, patienceMs)
  worker.once('error', end)
  worker.once('exit', end)
  worker.on('message', (fileUrl: string | undefined) => {
    if (fileUrl === undefined) return end()
    waiting.get(fileUrl)?.(true)
    waiting.delete(fileUrl)
    if (waiting.size === 0) end()
  })
  return {
    import: (fileUrl) =>
      new Promise((resolve) => {
        waiting.set(fileUrl, resolve)
        worker.postMessage(fileUrl)
      }),
  }
}
