#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { runCli } from './command/run-cli.js'

// Explicitly: a connector may have left a timer behind.
process.exit(
  await runCli(process.argv.slice(2), {
    workerFile: fileURLToPath(new URL('./worker-process.js', import.meta.url)),
  }),
)
