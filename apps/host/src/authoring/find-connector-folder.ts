import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { UsageError } from '../command/usage-error.js'
import { nearest, packageFolder } from '../discovery/find-candidates.js'
import { isConnectorPackage } from '../discovery/read-manifest.js'

/**
 * The folder of the connector somebody works on: the one around the working directory, or the one meant by a path, by the
 * name of a connector of the workspace (`example-crm`) or of an installed package. Throws `UsageError`.
 */
export function findConnectorFolder(name: string | undefined, from = process.cwd()): string {
  const found = name === undefined ? around(from) : candidates(name, from).find(isConnectorPackage)
  if (found !== undefined) return realpathSync(found)
  throw new UsageError(
    name === undefined
      ? 'Failed to find the connector: no package.json from here upwards has the key "duet". Run the command in the folder of a connector, or name it: duet dev ./connectors/my-crm.'
      : `Failed to find the connector "${name}": it is neither a folder with a connector's package.json, nor a connector of this workspace, nor installed. Mend the name, or install it with npm install ${name}.`,
  )
}

function around(folder: string): string | undefined {
  if (isConnectorPackage(folder)) return folder
  const parent = path.dirname(folder)
  return parent === folder ? undefined : around(parent)
}

function candidates(name: string, from: string): string[] {
  const workspace = nearest(from, 'pnpm-workspace.yaml')
  const installed = [name, `@duet/connector-${name}`].map((one) => packageFolder(one, from))
  return [
    path.resolve(from, name),
    ...(workspace === undefined ? [] : [path.join(workspace, 'connectors', name)]),
    ...installed.filter((folder) => folder !== undefined),
  ].filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory())
}
