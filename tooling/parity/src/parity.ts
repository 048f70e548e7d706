#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readDeviations } from './deviations.js'
import { type FileCount, type ParityReport, runFolder } from './run-folder.js'
import { runners } from './runners.js'

const usage = `npm run parity                        the vectors of the project itself
npm run parity -- <folder>            those of a folder with files of the same names and shapes
npm run parity -- <folder> --json     one JSON object on standard output; exit code 1 on any difference`

const say = (words: string) => process.stderr.write(`${words}\n`)
const own = (name: string) => new URL(`../${name}`, import.meta.url)

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const report = await runFolder({
    folder: positionals[0] ?? fileURLToPath(own('fixtures/vectors')),
    runners,
    deviations: readDeviations(own('deviations.json')),
    onFile: (file, count) => say(line(file, count)),
  })
  for (const words of problems(report)) say(words)
  const { files, listedBy, holds } = report
  process.stdout.write(values.json ? `${JSON.stringify({ files, listedBy })}\n` : `${closing(report)}\n`)
  return holds ? 0 : 1
}

function line(file: string, { same, better, listed, internal, differs, total }: FileCount): string {
  const figures = { same, better, listed, internal, differs, total }
  return `${file.padEnd(24)}${Object.entries(figures)
    .map(([name, figure]) => `${name} ${String(figure).padStart(3)}`)
    .join('   ')}`
}

function* problems({ files, stale, unknown }: ParityReport): Generator<string> {
  for (const [file, { differing }] of Object.entries(files))
    for (const words of differing) yield `${file}: ${words}`
  yield* stale
  for (const file of unknown) yield `${file}: nothing is known about files of this name; it was left out`
}

const closing = ({ holds, listedBy }: ParityReport): string => {
  const listed = Object.entries(listedBy).map(([by, figure]) => `${by} ${figure}`)
  return `${listed.length > 0 ? `Listed: ${listed.join(', ')}\n` : ''}${holds ? 'Nothing differs that has to be the same.' : 'Something differs, see above.'}`
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
process.exit()
