import { readFile, writeFile } from 'node:fs/promises'
import { findConnectors } from './find-connectors.js'
import { insertTables } from './insert-tables.js'
import { renderTables } from './render-tables.js'

for (const { connector, readme } of await findConnectors()) {
  const present = await readFile(readme, 'utf8')
  const written = insertTables(present, renderTables(connector))
  if (written === undefined) {
    console.error(
      `${connector.name}: its README has no place for them. Add <!-- fields:start --> and <!-- fields:end -->.`,
    )
    process.exitCode = 1
  } else if (written === present) console.log(`${connector.name}: up to date`)
  else {
    await writeFile(readme, written)
    console.log(`${connector.name}: written`)
  }
}
