import type { AnyResource, Connector, Mapper } from '@duet/core'

/** A record's id as the hub stores it: with the scope of its resource, `lead:21`. */
export const toHubId = ({ idScope }: AnyResource, id: string): string =>
  idScope === undefined ? id : `${idScope}:${id}`

/** Which of our ids at the hub belong to which resource of the application. */
export interface IdScopes {
  /** The ids, without scope, that belong to the mapper's resource. */
  own(mapper: Mapper, hubIds: readonly string[]): string[]
}

/**
 * The scopes of a connector: where several resources share a collection of the hub, an id without scope belongs to
 * the one that declares none.
 */
export function idScopesOf(connector: Pick<Connector, 'entities'>): IdScopes {
  const scopes = new Map<string, Set<string>>()
  for (const { connec, external } of connector.entities.flatMap((entity) => entity.mappers)) {
    const known = scopes.get(connec.collection) ?? new Set<string>()
    if (external.idScope !== undefined) known.add(external.idScope)
    scopes.set(connec.collection, known)
  }
  return {
    own({ connec, external }, hubIds) {
      if (external.idScope !== undefined) {
        const prefix = `${external.idScope}:`
        return hubIds.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length))
      }
      const others = [...(scopes.get(connec.collection) ?? [])].map((scope) => `${scope}:`)
      return hubIds.filter((id) => !others.some((prefix) => id.startsWith(prefix)))
    },
  }
}
