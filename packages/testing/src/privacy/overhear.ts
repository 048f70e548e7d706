const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const
const streams = [process.stdout, process.stderr]

/** Everything that is printed while `act` runs; it is printed nowhere else. */
export async function overhear(act: () => Promise<void>): Promise<string> {
  const said: string[] = []
  const undo: (() => void)[] = []
  for (const method of methods) {
    const original = console[method]
    undo.push(() => {
      console[method] = original
    })
    console[method] = (...words: unknown[]) => {
      said.push(words.map((word) => (typeof word === 'string' ? word : inWords(word))).join(' '))
    }
  }
  for (const stream of streams) {
    const original = stream.write
    undo.push(() => {
      stream.write = original
    })
    stream.write = (chunk: unknown) => said.push(String(chunk)) > 0
  }
  try {
    await act()
  } finally {
    for (const back of undo.reverse()) back()
  }
  return said.join('\n')
}

function inWords(value: unknown): string {
  try {
    return value instanceof Error ? String(value.stack) : JSON.stringify(value)
  } catch {
    return String(value)
  }
}
