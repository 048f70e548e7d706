#!/usr/bin/env node
import process from 'node:process'

/** Older versions cannot even load what follows, and would say so in words of their own. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 11)) {
  console.error(
    `Failed to start duet: Node ${process.version} is too old. Install Node 24.11 or later (https://nodejs.org), or run it by npx -p node@24 -c 'npx duet'.`,
  )
  process.exit(1)
}
const { runCli } = await import('./command/run-cli.js')
const { workerFile } = await import('./worker-file.js')

// Explicitly: a connector may have left a timer behind.
process.exit(await runCli(process.argv.slice(2), { workerFile: workerFile() }))
