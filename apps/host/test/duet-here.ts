import { runCli } from '../src/command/run-cli.js'
import type { Finished } from './duet-process.js'

/** Runs a `duet` command to its end within this process, which costs milliseconds where a process costs a second. */
export async function duetHere(args: readonly string[]): Promise<Finished> {
  const printed: string[] = []
  const complaints: string[] = []
  const code = await runCli(args, {
    workerFile: 'no workers here',
    print: (line) => printed.push(`${line}\n`),
    complain: (line) => complaints.push(`${line}\n`),
  })
  return { code, stdout: printed.join(''), stderr: complaints.join('') }
}
