import { readFile } from 'node:fs/promises'
import { checkConnector } from '@duet/core'
import { expect, test } from 'vitest'
import { findConnectors } from '../src/find-connectors.js'
import { insertTables } from '../src/insert-tables.js'
import { renderTables } from '../src/render-tables.js'

const connectors = await findConnectors()

test.each(connectors.map((found) => [found.connector.name, found] as const))(
  'the README of %s shows what its mappers say',
  async (name, { connector, readme }) => {
    const text = await readFile(readme, 'utf8')
    const isCurrent = insertTables(text, renderTables(connector)) === text
    expect(isCurrent, `connectors/${name}/README.md is stale. Run: npm run field-tables`).toBe(true)
  },
)

test.each(connectors.map((found) => [found.connector.name, found] as const))(
  'there is nothing to complain of about %s',
  (_, { connector, exportName }) => {
    expect(checkConnector(connector, { exportName })).toEqual([])
  },
)

test('every field that loses something says so in the table', () => {
  for (const { connector } of connectors) {
    const rows = connector.entities.flatMap((entity) => entity.mappers).flatMap((mapper) => mapper.rows)
    for (const { lossy } of rows) if (lossy) expect(renderTables(connector)).toContain(`**loses:** ${lossy}`)
  }
})

test('tables go between the markers and nowhere else', () => {
  const readme = '# A\n\n<!-- fields:start -->\nold\n<!-- fields:end -->\n\nmore\n'
  expect(insertTables(readme, 'new')).toBe(
    '# A\n\n<!-- fields:start -->\n\nnew\n\n<!-- fields:end -->\n\nmore\n',
  )
  expect(insertTables('# A', 'new')).toBeUndefined()
})
