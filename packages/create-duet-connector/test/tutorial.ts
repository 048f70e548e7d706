import { readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { run } from '../src/command/run.js'

const tutorial = readFileSync(new URL('../../../docs/tutorial.md', import.meta.url), 'utf8')

interface Block {
  readonly language: string
  /** The file named in the line before it. */
  readonly file: string | undefined
  readonly code: string
}

/** Every block of code of the tutorial, in order. */
export const blocks: readonly Block[] = [
  ...tutorial.matchAll(/(?:^`(?<file>[\w./-]+)`\n\n)?^```(?<language>\w+)\n(?<code>[\s\S]*?)^```$/gm),
].map(({ groups }) => ({ file: groups?.file, language: groups?.language ?? '', code: groups?.code ?? '' }))

/** What a command printed, and what the tutorial says it prints. */
export interface Said {
  readonly command: string
  readonly printed: string
  readonly promised: string | undefined
}

/** Does in a workspace what the tutorial says, word for word; tests are run by whoever asks for it. */
export async function followTutorial(folder: string): Promise<readonly Said[]> {
  const said: Said[] = []
  for (const [index, { language, file, code }] of blocks.entries()) {
    if (language === 'ts' && file !== undefined) await writeFile(path.join(folder, file), code)
    else if (language === 'diff' && file !== undefined) await change(path.join(folder, file), code)
    else if (language === 'sh') {
      const next = blocks[index + 1]
      const promised = next?.language === 'text' ? next.code : undefined
      const printed = await command(code.trim(), folder)
      if (printed !== undefined) said.push({ command: code.trim(), printed: `${printed}\n`, promised })
    } else if (language !== 'text') throw new Error(`nothing is known of a block of ${language}:\n${code}`)
  }
  return said
}

/** Runs a command of ours; undefined for one that prints nothing here. */
async function command(line: string, cwd: string): Promise<string | undefined> {
  const [, create] = /^npm run create-connector -- (.+)$/.exec(line) ?? []
  const [, removed] = /^rm (\S+)$/.exec(line) ?? []
  if (removed !== undefined) await rm(path.join(cwd, removed))
  else if (create === undefined && line !== 'npm test -- connectors/inkwell')
    throw new Error(`the tutorial has a command nobody runs: ${line}`)
  if (create === undefined) return undefined
  const printed: string[] = []
  const print = (text: string) => printed.push(text)
  await run(create.split(' '), { cwd, print, complain: print })
  return printed.join('\n')
}

/** Makes a change that is shown as a difference. */
async function change(file: string, difference: string): Promise<void> {
  const lines = difference.trimEnd().split('\n')
  const without = (sign: string) =>
    lines.flatMap((line) => (line.startsWith(sign) ? [] : [line.slice(1)])).join('\n')
  const before = await readFile(file, 'utf8')
  if (before.split(without('+')).length !== 2) throw new Error(`${file} has no such lines:\n${difference}`)
  await writeFile(
    file,
    before.replace(without('+'), () => without('-')),
  )
}
