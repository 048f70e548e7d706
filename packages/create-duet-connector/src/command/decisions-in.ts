import { authKinds, pagingStyles } from '../plan/connector-plan.js'
import type { Decisions } from '../plan/create-plan.js'
import { defaultAuth, defaultPaging } from '../plan/default-api.js'
import { entityRequest, usualComplexEntity } from '../plan/entity-request.js'
import { idKinds } from '../plan/field.js'
import { cannotCreate } from '../plan/scaffold-error.js'
import type { Arguments } from './arguments.js'

/** What the flags decide; the rest is undefined. Throws `ScaffoldError`. */
export function decisionsIn({ words, flags }: Arguments): Decisions {
  const [name = '', ...others] = words
  if (others.length > 0)
    throw cannotCreate(
      name,
      `"${others.join(' ')}" is one word too many`,
      'Join the words of its name by hyphens',
    )
  const auth = oneOf(flags.auth, authKinds, { name, flag: '--auth' })
  const paging = oneOf(flags.paging, [...pagingStyles, 'none'], { name, flag: '--paging' })
  const entities = flags.entity?.flatMap((each) => each.split(',')).map((each) => entityRequest(each, name))
  return {
    name,
    displayName: flags['display-name'],
    auth: auth && defaultAuth(auth),
    paging: paging && defaultPaging(paging),
    ids: oneOf(flags.ids, idKinds, { name, flag: '--ids' }),
    entities: entities ?? (flags.complex ? [usualComplexEntity] : undefined),
    webhooks: flags.webhooks,
  }
}

function oneOf<const T extends string>(
  given: string | undefined,
  allowed: readonly T[],
  { name, flag }: { name: string; flag: string },
): T | undefined {
  const found = allowed.find((each) => each === given)
  if (given !== undefined && found === undefined)
    throw cannotCreate(name, `${flag} cannot be "${given}"`, `Choose of ${allowed.join(', ')}`)
  return found
}
