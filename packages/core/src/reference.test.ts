import { expect, test } from 'vitest'
import { z } from 'zod'
import { lineId, ref, rolesOf } from './reference.js'

test('references and line ids are found wherever the schema declares them', () => {
  const roles = rolesOf({
    organization_id: ref('organization'),
    name: z.string(),
    contact: z.object({ owner_id: ref('app_user').nullish() }),
    lines: z.array(z.object({ id: lineId(), item_id: ref('item') })).optional(),
  })
  expect(roles).toEqual({
    references: [
      { path: 'organization_id', resource: 'organization' },
      { path: 'contact.owner_id', resource: 'app_user' },
      { path: 'lines[].item_id', resource: 'item' },
    ],
    lineIds: ['lines[].id'],
  })
})
