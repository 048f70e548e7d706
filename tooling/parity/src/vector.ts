import { z } from 'zod'

/** A vector as recorded: its name, its input and what was expected. Each runner parses the rest itself. */
export const vector = z.looseObject({ name: z.string(), note: z.string().optional() })
export type Vector = z.output<typeof vector>

/** A vector whose recorded behaviour is a defect: it says so itself. */
export const showsDefect = ({ name, note = '' }: Vector): boolean => `${name} ${note}`.includes('(reference')

const raised = z.looseObject({ class: z.string() })

/** A vector at whose end the old code raised. */
export function recordsError(given: Vector): boolean {
  const places: unknown[] = [given, ...Object.values(given)]
  return places.some(
    (place) =>
      typeof place === 'object' &&
      place !== null &&
      Object.entries(place).some(([key, value]) => isErrorKey(key) && raised.safeParse(value).success),
  )
}

const isErrorKey = (key: string): boolean => key === 'error' || key.endsWith('Error')
