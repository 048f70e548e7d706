import { styleText } from 'node:util'

/** Colours words of a command have. */
export type Tone = 'good' | 'bad' | 'warn' | 'quiet' | 'strong' | 'added' | 'removed'

/** Colours words where somebody sees colours; else leaves them as they are. */
export type Style = (tone: Tone, words: string) => string

const formats = {
  good: 'green',
  bad: 'red',
  warn: 'yellow',
  quiet: 'dim',
  strong: 'bold',
  added: 'green',
  removed: 'red',
} as const

/** Colours for a stream: none unless it is a terminal, none with NO_COLOR, always with FORCE_COLOR. */
export const styleFor =
  (stream: NodeJS.WritableStream): Style =>
  (tone, words) =>
    styleText(formats[tone], words, { stream, validateStream: true })

/** No colours at all. */
export const plain: Style = (_, words) => words

/** Whether words come out coloured: what only colour would say has to be said otherwise without. */
export const hasColours = (style: Style): boolean => style('added', 'x') !== 'x'
