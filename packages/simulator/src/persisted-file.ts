import { readFileSync } from 'node:fs'
import { z } from 'zod'

const recordSchema = z.looseObject({
  id: z.union([z.string(), z.number()]),
  created_at: z.string(),
  updated_at: z.string(),
})

const fileSchema = z.object({
  version: z.literal(1),
  stores: z.record(
    z.string(),
    z.object({ records: z.array(recordSchema), lastId: z.union([z.string(), z.number()]).optional() }),
  ),
  states: z.record(z.string(), z.json()),
})

/** What a persistence file holds. */
export type PersistedFile = z.infer<typeof fileSchema>

/** A persistence file that cannot be used; the file is left as it is. */
export class CorruptStateError extends Error {
  override readonly name = 'CorruptStateError'
  readonly file: string

  constructor(file: string, { cause, part }: { cause: unknown; part?: string }) {
    const what = part ? `the part "${part}" of ${file}` : file
    super(
      `Failed to load ${what}: ${explain(cause)}. Restore the file from a backup, or move it away to start afresh.`,
      {
        cause,
      },
    )
    this.file = file
  }
}

/**
 * Reads a persistence file; a missing one is empty.
 *
 * @throws CorruptStateError
 */
export function readPersistedFile(file: string): PersistedFile {
  const text = readText(file)
  if (text === undefined) return { version: 1, stores: {}, states: {} }
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new CorruptStateError(file, { cause })
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function explain(cause: unknown): string {
  if (cause instanceof SyntaxError) return 'it is not valid JSON'
  if (cause instanceof z.ZodError) {
    const [issue] = cause.issues
    return `its content does not fit at ${issue?.path.join('.') || 'the top'} (${issue?.message})`
  }
  return cause instanceof Error ? cause.message : String(cause)
}
