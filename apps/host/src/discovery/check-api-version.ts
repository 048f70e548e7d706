import { API_VERSION } from '@duet/core'
import { coerce, satisfies, validRange } from 'semver'
import type { Manifest } from './read-manifest.js'
import { UnusableConnectorError } from './unusable-error.js'

/** Throws `UnusableConnectorError` when the connector was written for another version of the authoring API. */
export function checkApiVersion({ apiVersion }: Pick<Manifest, 'apiVersion'>, offered = API_VERSION): void {
  if (validRange(apiVersion) === null) {
    throw new UnusableConnectorError(
      `Failed to load the connector: "${apiVersion}" in "duet.apiVersion" of its package.json is not a range of versions. Write "^${offered}".`,
    )
  }
  if (satisfies(coerce(offered) ?? offered, apiVersion)) return
  throw new UnusableConnectorError(
    `Failed to load the connector: it is written for version ${apiVersion} of the authoring API, this host offers ${offered}. Install a version of the connector for ${offered}, or a host that offers ${apiVersion}.`,
  )
}
