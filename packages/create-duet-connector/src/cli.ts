#!/usr/bin/env node
import process from 'node:process'
import { run } from './command/run.js'

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  terminal:
    process.stdin.isTTY && process.stdout.isTTY
      ? { input: process.stdin, output: process.stdout }
      : undefined,
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
})
