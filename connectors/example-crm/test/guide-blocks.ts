import { readFileSync } from 'node:fs'

const guide = readFileSync(new URL('../../../docs/writing-a-connector.md', import.meta.url), 'utf8')

/** A block of code of the guide, in order. */
export interface GuideBlock {
  language: string
  /** The file named in the line before it. */
  file: string | undefined
  code: string
}

/** Every block of code in the guide. */
export const guideBlocks: readonly GuideBlock[] = [
  ...guide.matchAll(/(?:^`(?<file>[\w./-]+)`\n\n)?^```(?<language>\w+)\n(?<code>[\s\S]*?)^```$/gm),
].map(({ groups }) => ({ file: groups?.file, language: groups?.language ?? '', code: groups?.code ?? '' }))

/** Below a folder: the files the guide shows. */
export const guideFiles = (folder: string): readonly { file: string; code: string }[] =>
  guideBlocks.flatMap(({ file, code }) =>
    file?.startsWith(`${folder}/`) ? [{ file: file.slice(folder.length + 1), code }] : [],
  )
