import { runCli } from '../src/command/run-cli.js'

/** A command in this process: what it printed and complained of, and its exit code. */
export async function runDuet(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed: string[] = []
  const complained: string[] = []
  const code = await runCli(args, {
    workerFile: '',
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  })
  return { code, stdout: printed.join('\n'), stderr: complained.join('\n') }
}
