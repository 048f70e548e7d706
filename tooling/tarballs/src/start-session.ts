import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** `duet dev` of a project, running until it is disposed of. Throws when it ends before it is ready. */
export async function startSession(folder: string, connector: string): Promise<AsyncDisposable> {
  const args = ['dev', connector, '--json', '--log', 'error', '--port', `${await freePort()}`]
  const child = spawn(path.join(folder, 'node_modules/.bin/duet'), args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const isReady = await Promise.race([saysReady(child.stdout), exited.then(() => false)])
  if (!isReady) throw new Error(`duet dev ended with ${child.exitCode} before it was ready`)
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function saysReady(output: NodeJS.ReadableStream): Promise<boolean> {
  for await (const line of createInterface({ input: output }))
    if (line.startsWith('{"event":"ready"')) {
      output.resume()
      return true
    }
  return false
}

/** A port nobody listens at. Its session takes some of the next hundred, too. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('there is no free port')
  return address.port
}
