import type { ResourcePlan } from '../plan/connector-plan.js'
import type { IdKind } from '../plan/field.js'

/** A resource as `src/resources.ts` declares it. */
export interface PresentResource {
  readonly constant: string
  readonly name: string
  readonly idKind: IdKind
  readonly timestamps: ResourcePlan['timestamps']
}

/** The resources of a connector, by their declarations. */
export const resourcesIn = (code: string): readonly PresentResource[] =>
  code.split(/^(?=export const )/m).flatMap((declaration): PresentResource[] => {
    const [, constant, name] = /^export const (\w+) = collection\(\s*'([^']+)'/.exec(declaration) ?? []
    if (constant === undefined || name === undefined) return []
    return [
      {
        constant,
        name,
        idKind: /\bid: integerId\b/.test(declaration) ? 'integer' : 'text',
        timestamps: timestampsIn(declaration),
      },
    ]
  })

function timestampsIn(declaration: string): ResourcePlan['timestamps'] {
  const [, names] = /timestamps: \{([^}]*)\}/.exec(declaration) ?? []
  if (names === undefined) return { created: 'created_at', updated: 'updated_at' }
  const nameOf = (moment: string) => new RegExp(`${moment}: '([^']+)'`).exec(names)?.[1] ?? null
  return { created: nameOf('created'), updated: nameOf('updated') }
}
