import path from 'node:path'
import { dereference } from '@apidevtools/json-schema-ref-parser'
import { z } from 'zod'
import { cannotCreate } from '../plan/scaffold-error.js'
import { type OpenapiDocument, openapiDocument } from './document.js'

/** Reads an OpenAPI file, JSON or YAML, with the files it refers to; nothing is downloaded. Throws `ScaffoldError`. */
export async function readOpenapi(
  file: string,
  { cwd, connector }: { cwd: string; connector: string },
): Promise<OpenapiDocument> {
  const refuse = (reason: string, fix: string, cause?: unknown) =>
    cannotCreate(connector, `the OpenAPI file ${file} ${reason}`, fix, { cause })
  const read = await dereference(path.resolve(cwd, file), { resolve: { http: false } }).catch(
    (cause: unknown) => {
      const [reason] = cause instanceof Error ? cause.message.split('\n') : [String(cause)]
      throw refuse(
        `cannot be read (${reason})`,
        'Give a JSON or YAML file with everything it refers to',
        cause,
      )
    },
  )
  if ('swagger' in read)
    throw refuse('is of version 2', 'Convert it to OpenAPI 3 first, with swagger2openapi for instance')
  const parsed = openapiDocument.safeParse(read)
  if (!parsed.success)
    throw refuse(`is no OpenAPI 3 document (${z.prettifyError(parsed.error)})`, 'Mend it', parsed.error)
  return parsed.data
}
