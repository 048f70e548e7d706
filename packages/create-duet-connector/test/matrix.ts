import {
  type ConnectorPlan,
  createPlan,
  defaultAuth,
  defaultPaging,
  type EntityRequest,
} from '../src/index.js'
import { authKinds, pagingStyles } from '../src/plan/connector-plan.js'

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
    entities: isComplex ? complex : simple,
    webhooks: auth === 0 && paging === 0,
  })
}
