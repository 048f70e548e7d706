import { Worker } from 'node:worker_threads'
import { within } from '../within.js'
import { UnusableConnectorError } from './unusable-error.js'

/** Runs in the thread: imports the file and tells how that went. Plain text, so that it needs no file of its own. */
const IMPORTER = `
const { parentPort, workerData } = require('node:worker_threads')
import(workerData).then(
  () => parentPort.postMessage({ imported: true }),
  (error) => parentPort.postMessage({ imported: false, message: String(error?.message ?? error) }),
)
`

export const MAX_HEAP_MB = 256

/**
 * Imports a file in a throw-away thread, where `process.exit()`, an endless loop or exhausted memory cost the thread
 * and not the host. It guards against accidents, not against malice.
 *
 * Throws `UnusableConnectorError` with what happened.
 */
export async function importInThread(fileUrl: string, timeoutMs: number): Promise<void> {
  const thread = new Worker(IMPORTER, {
    eval: true,
    workerData: fileUrl,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  try {
    const trouble = await within(outcomeOf(thread), {
      ms: timeoutMs,
      error: () => failedImport(`it was still importing after ${timeoutMs / 1000} s`),
    })
    if (trouble !== undefined) throw failedImport(trouble)
  } finally {
    await thread.terminate()
  }
}

/** What went wrong, undefined when nothing did. */
function outcomeOf(thread: Worker): Promise<string | undefined> {
  return new Promise((resolve) => {
    thread.once('message', (answer: { imported: boolean; message?: string }) =>
      resolve(answer.imported ? undefined : `it throws at import: ${firstLine(answer.message)}`),
    )
    thread.once('error', (error) =>
      resolve(
        'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `importing it takes more than ${MAX_HEAP_MB} MB of memory`
          : `it throws at import: ${firstLine(error.message)}`,
      ),
    )
    thread.once('exit', (code) => resolve(`it ended the process at import, process.exit(${code})`))
  })
}

const firstLine = (message = '') => (message.split('\n')[0] ?? '').slice(0, 300)

const failedImport = (trouble: string) =>
  new UnusableConnectorError(
    `Failed to load the connector: ${trouble}. Importing a connector must only define it; mend the package or remove it from the settings.`,
  )
