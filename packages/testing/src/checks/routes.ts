import { type Entity, mapperBetween, type PlainRecord, routeOf, type Side } from '@duet/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { checkEntity } from '../check.js'
import { applicationRecords, connecRecords } from '../values/generated-records.js'

export const routes = checkEntity({
  name: 'every record is routed to resources there are mappers for',
  async run(entity, kit) {
    for (const { mapper } of kit.pairs.filter((pair) => pair.entity === entity)) {
      leadsToMappers(entity, 'external', mapper.external.name, applicationRecords(mapper, kit))
      leadsToMappers(entity, 'connec', mapper.connec.name, connecRecords(mapper, kit))
    }
  },
})

function leadsToMappers(
  entity: Entity,
  side: Side,
  resource: string,
  records: fc.Arbitrary<PlainRecord>,
): void {
  const route = (side === 'connec' ? entity.toExternal : entity.toConnec)[resource]
  expect(route, `the route of ${resource}`).toBeDefined()
  fc.assert(
    fc.property(records, (record) => {
      const { targets } = routeOf(entity, { side, resource, record })
      const lost = targets.filter((to) => !mapperBetween(entity, { side, resource }, to))
      expect(lost, `${resource} is routed to what no mapper maps it to`).toEqual([])
    }),
  )
}
