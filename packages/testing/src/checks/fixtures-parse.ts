import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { overApplication } from '../values/over-wire.js'
import { hasFixture } from './has-fixture.js'

export const fixturesParse = checkResource({
  name: 'the fixtures parse, and are read again as they were',
  applies: hasFixture,
  async run(resource, { fixtures }) {
    for (const fixture of fixtures[resource.name] ?? []) {
      const { id, fields } = resource.parse(fixture)
      expect(id).not.toBe('')
      expect(resource.idOf(fixture)).toBe(id)
      expect(overApplication(resource, fields, id)).toEqual(fields)
      expect(resource.labelOf(resource.parse(fixture))).not.toBe('')
    }
  },
})
