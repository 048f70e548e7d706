import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A process of a test: begins when told, says what it has to say as JSON, a line each. */
export interface Child {
  line(): Promise<unknown>
  begin(): void
  kill(): void
  readonly gone: Promise<unknown>
}

/** Starts a script with its orders and waits until it is ready. */
export async function startChild(script: string, orders: object): Promise<Child> {
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null')
  if ((await line()) === null) throw new Error(`${script} ended before it was ready`)
  return {
    line,
    begin: () => void child.stdin.write('go\n'),
    kill: () => void child.kill('SIGKILL'),
    gone: once(child, 'exit'),
  }
}
