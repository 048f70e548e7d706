import {
  type AnyConnecResource,
  type AnyResource,
  defineConnecResource,
  defineMapper,
  defineResource,
  type Mapper,
} from '@duet/core'
import { z } from 'zod'
import { dotted, putAt, type Value } from '../recorded/paths.js'
import type { SemanticsVector } from './semantics-vector.js'

const connec: AnyConnecResource = defineConnecResource({ name: 'left', collection: 'lefts', fields: {} })
export const external: AnyResource = defineResource({
  name: 'rights',
  id: z.string(),
  fields: {},
  async *list() {},
})

/** The table as a mapper of Duet; what was a default there is one in both directions. */
export function tableMapper({ mapper: { maps } }: SemanticsVector): Mapper {
  const table: Record<string, { to: string }> = {}
  const defaults: Record<'connec' | 'external', Record<string, Value>> = { connec: {}, external: {} }
  for (const { from, to, default: filling } of maps) {
    table[dotted(from)] = { to: dotted(to) }
    if (filling === undefined || filling === null) continue
    putAt(defaults.connec, from, filling)
    putAt(defaults.external, to, filling)
  }
  return defineMapper({ connec, external, fields: table, defaults })
}
