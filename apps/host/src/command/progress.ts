import { styleText } from 'node:util'

/** Says how far long work is, in one line that is written over; an empty text takes the line away. */
export type Progress = (words: string) => void

const CLEAR_LINE = '\r\u001B[2K'
const MARGIN = 2

/** Progress for a stream: on standard error, so that answers stay clean; nothing where no person looks on. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return silent
  return (words) => {
    const fitting = words.slice(0, Math.max(0, (stream.columns ?? 80) - MARGIN))
    stream.write(
      words === ''
        ? CLEAR_LINE
        : `${CLEAR_LINE}${styleText('dim', fitting, { stream, validateStream: true })}`,
    )
  }
}

/** Nobody looks on. */
export const silent: Progress = () => {}
