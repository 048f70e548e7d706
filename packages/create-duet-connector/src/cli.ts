#!/usr/bin/env node
import process from 'node:process'
import { run } from './command/run.js'

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
})
