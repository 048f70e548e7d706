import {
  type ConnectorPlan,
  createPlan,
  defaultAuth,
  defaultPaging,
  type EntityRequest,
} from '../src/index.js'
import { authKinds, pagingStyles } from '../src/plan/connector-plan.js'
import { idKinds } from '../src/plan/field.js'

const simple: readonly EntityRequest[] = [{ collection: 'contacts', connec: ['person'] }]
const complex: readonly EntityRequest[] = [{ collection: 'contacts', connec: ['person', 'organization'] }]

export interface Combination {
  readonly auth: number
  readonly paging: number
  readonly isComplex: boolean
  readonly isHyphenated: boolean
}

/** All 48. */
export const everyCombination: readonly Combination[] = authKinds.flatMap((_, auth) =>
  pagingStyles.flatMap((__, paging) =>
    [false, true].flatMap((isComplex) =>
      [false, true].map((isHyphenated) => ({ auth, paging, isComplex, isHyphenated })),
    ),
  ),
)

/** Twelve in which any two values of any two dimensions meet. */
export const pairwise: readonly Combination[] = authKinds.flatMap((_, auth) =>
  pagingStyles.map((__, paging) => ({
    auth,
    paging,
    isComplex: (auth + paging) % 2 === 1,
    isHyphenated: (auth + (paging >> 1)) % 2 === 1,
  })),
)

/** The connector of a combination. */
export function planOf({ auth, paging, isComplex, isHyphenated }: Combination): ConnectorPlan {
  const way = authKinds[auth] ?? 'oauth2'
  const style = pagingStyles[paging] ?? 'next-link'
  const words = [way.replace('-', ''), style.replace('-', ''), isComplex ? 'complex' : 'simple']
  return createPlan({
    name: words.join(isHyphenated ? '-' : '') + (isHyphenated ? '-2' : ''),
    auth: defaultAuth(way),
    paging: defaultPaging(style),
    ids: idKinds[paging % idKinds.length],
    entities: isComplex ? complex : simple,
    webhooks: auth === 0 && paging === 0,
  })
}

/** One part of several: `2/4` is every fourth from the second on. Throws for anything else. */
export function partOf<T>(all: readonly T[], part: string): readonly T[] {
  const [, number, parts] = /^(\d+)\/(\d+)$/.exec(part)?.map(Number) ?? []
  if (number === undefined || parts === undefined || number < 1 || number > parts)
    throw new Error(`"${part}" is no part of the matrix. Write whole, or 1/4 to 4/4.`)
  return all.filter((_, at) => at % parts === number - 1)
}
