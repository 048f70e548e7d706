import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs a program of this package in a fresh process, whose memory and processor time are its own; what it sends back. */
export async function forkForAnswer<Answer>(
  program: string,
  input: object,
  execArgv: readonly string[] = [],
): Promise<Answer> {
  const file = fileURLToPath(new URL(program, import.meta.url))
  const child = fork(file, [JSON.stringify(input)], {
    execArgv: [...execArgv],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  let answer: Answer | undefined
  child.on('message', (message: Answer) => {
    answer = message
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (answer === undefined) throw new Error(`Failed to run ${program}: its process ended with ${code}.`)
  return answer
}
