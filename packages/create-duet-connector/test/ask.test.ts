import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../src/command/run.js'

const openapi = fileURLToPath(new URL('../../../docs/tutorial/inkwell.yaml', import.meta.url))
const ENTER = '\r'
const DOWN = '\u001b[B'
const CTRL_C = '\u0003'

let cwd: string
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'ask-'))
})
afterAll(() => rm(cwd, { recursive: true }))

/** Somebody at a terminal who presses keys as soon as a question stands there. */
function person(answers: readonly (readonly [question: string, ...keys: string[]])[]) {
  const input = new PassThrough()
  const left = [...answers]
  let shown = ''
  const output = new Writable({
    write(chunk, _, done) {
      shown += String(chunk)
      const [[question, ...keys] = [undefined]] = left
      if (question !== undefined && shown.includes(question)) {
        left.shift()
        shown = ''
        setImmediate(() => {
          for (const key of keys) input.write(key)
        })
      }
      done()
    },
  })
  return { terminal: { input, output }, left }
}

async function ask(args: readonly string[], answers: Parameters<typeof person>[0]) {
  const { terminal, left } = person(answers)
  const said: string[] = []
  const print = (text: string) => said.push(text)
  const code = await run(args, { cwd, terminal, print, complain: print })
  return { code, said: said.join('\n'), left }
}

test('what is not given is asked: name, description, ways, collections, webhooks', async () => {
  const { code, said, left } = await ask(
    [],
    [
      ['What is the connector called?', 'asked-crm', ENTER],
      ['What is there that describes', DOWN, DOWN, ENTER],
      ['What do people call', ENTER],
      ['How do people sign in?', DOWN, ENTER],
      ['cut into pages?', DOWN, DOWN, ENTER],
      ['Which collections are shared', ENTER],
      ['webhooks?', 'y', ENTER],
    ],
  )
  expect(left).toEqual([])
  expect([code, said]).toEqual([0, expect.stringContaining('contacts ↔ person')])
  const index = await readFile(path.join(cwd, 'asked-crm/src/index.ts'), 'utf8')
  expect(index).toContain("displayName: 'Asked CRM'")
  expect(index).toContain('auth: apiKey(')
  expect(index).toContain('webhooks,')
  expect(await readFile(path.join(cwd, 'asked-crm/src/collection.ts'), 'utf8')).toContain('byOffset')
})

test('what flags and the description say is not asked; a collection nobody knows is', async () => {
  const { code, said, left } = await ask(
    ['inkwell', '--openapi', openapi, '--no-webhooks'],
    [
      ['What do people call', ENTER],
      ['Which collections are shared?', DOWN, DOWN, DOWN, DOWN, ' ', ENTER],
      ['What are reminders in Connec!?', ENTER],
    ],
  )
  expect(left).toEqual([])
  expect([code, said]).toEqual([1, expect.stringContaining('no field of reminders is like one of')])
})

test.each([
  ['the first question', []],
  ['the last question', ['half-crm', '--auth', 'basic', '--paging', 'none', '--entity', 'contacts=person']],
])('leaving at %s leaves nothing behind', async (_, args) => {
  const before = await readdir(cwd)
  const { code, said } = await ask(args, [
    ...(args.length === 0 ? [] : ([['What do people call', ENTER]] as const)),
    ['?', CTRL_C],
  ])
  expect([code, said]).toEqual([1, 'Cancelled: nothing was written.'])
  expect(await readdir(cwd)).toEqual(before)
})
