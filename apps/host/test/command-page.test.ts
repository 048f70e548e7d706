import { expect, test } from 'vitest'
import { commandPage } from '../src/command/command-page.js'
import { argsOf, resolved, subCommandsOf } from '../src/command/command-tree.js'
import { duetCommand } from '../src/command/duet-command.js'
import { examples } from '../src/command/examples.js'
import { silent } from '../src/command/progress.js'
import { plain } from '../src/command/style.js'

const duet = duetCommand({ print: () => {}, style: plain, progress: silent, workerFile: '' })

type Command = typeof duet

/** Every command that does something, by its words. */
async function commandsBelow(command: Command, path: readonly string[] = []): Promise<[string, Command][]> {
  const found: [string, Command][] = []
  for (const [name, below] of Object.entries((await subCommandsOf(command)) ?? {})) {
    const one = await resolved(below)
    const words = [...path, name]
    found.push(...(one.subCommands === undefined ? [] : await commandsBelow(one, words)))
    if (one.run !== undefined) found.push([words.join(' '), one])
  }
  return found
}

// To write the page anew after a change: vitest run apps/host/test/command-page --update
test('the page of the command line says what the commands say', async () => {
  await expect(await commandPage(duet)).toMatchFileSnapshot('../../../docs/command-line.md')
}, 60_000)

test('every command answers in JSON, or says why it does not', async () => {
  const commands = await commandsBelow(duet)
  expect(commands.length).toBeGreaterThan(18)
  for (const [name, command] of commands) {
    const hasJson = 'json' in (await argsOf(command))
    expect(hasJson || examples[name]?.json.startsWith('None: '), name).toBe(true)
    expect(examples[name]?.lines.length, name).toBeGreaterThan(0)
  }
}, 60_000)
