#!/usr/bin/env node
import { runCli } from './command/run-cli.js'
import { workerFile } from './worker-file.js'

// Explicitly: a connector may have left a timer behind.
process.exit(await runCli(process.argv.slice(2), { workerFile: workerFile() }))
