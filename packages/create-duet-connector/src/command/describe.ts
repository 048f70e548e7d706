import { describeOpenapi } from '../openapi/describe-openapi.js'
import { readOpenapi } from '../openapi/read-openapi.js'
import { type Description, nothingKnown } from '../plan/description.js'
import { cannotCreate } from '../plan/scaffold-error.js'
import { describeSamples } from '../samples/describe-samples.js'
import { readSample } from '../samples/sample-file.js'
import type { Arguments } from './arguments.js'

/** What the files the author names tell of the application. Throws `ScaffoldError`. */
export async function describe(
  { sample: samples = [], openapi }: Pick<Arguments['flags'], 'sample' | 'openapi'>,
  place: { cwd: string; connector: string },
): Promise<Description> {
  if (samples.length > 0 && openapi !== undefined)
    throw cannotCreate(place.connector, 'it is described twice', 'Give --openapi or --sample, not both')
  if (samples.length > 0)
    return describeSamples(await Promise.all(samples.map((each) => readSample(each, place))))
  return openapi === undefined ? nothingKnown : describeOpenapi(await readOpenapi(openapi, place))
}
