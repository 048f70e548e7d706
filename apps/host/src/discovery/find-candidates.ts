import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isPlainObject } from '@duet/core'
import type { Settings } from '../settings/settings.js'
import { isConnectorPackage } from './read-manifest.js'

/** A package that may be a connector; no folder when it was named but cannot be found. */
export interface Candidate {
  readonly name: string
  readonly folder: string | undefined
}

/**
 * Packages to look at: those the settings name (no others while a connector is being written), `connectors/*` of the workspace around the settings, and dependencies
 * of the nearest package.json that carry the key of a connector. Each folder once, in this order.
 */
export function findCandidates({
  connectorPackages,
  folder,
  authoring = false,
}: Pick<Settings, 'connectorPackages' | 'folder'> & Partial<Pick<Settings, 'authoring'>>): Candidate[] {
  const named = connectorPackages.map((name) => ({ name, folder: folderOf(name, folder) }))
  const found = authoring
    ? named
    : [...named, ...workspaceConnectors(folder), ...connectorDependencies(folder)]
  const seen = new Set<string>()
  return found.filter((candidate) => {
    const key = candidate.folder === undefined ? candidate.name : realPath(candidate.folder)
    const first = !seen.has(key)
    seen.add(key)
    return first
  })
}

function folderOf(name: string, from: string): string | undefined {
  if (!/^[./\\]|^[a-z]:/i.test(name)) return packageFolder(name, from)
  const folder = path.resolve(from, name)
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : undefined
}

export function packageFolder(name: string, from: string): string | undefined {
  try {
    const found = findPackageJSON(name, pathToFileURL(path.join(from, 'duet.config.json')))
    return found === undefined ? undefined : path.dirname(found)
  } catch {
    return undefined
  }
}

/** Sub-folders of `connectors/` that have a package.json. */
function workspaceConnectors(from: string): Candidate[] {
  const workspace = nearest(from, 'pnpm-workspace.yaml')
  if (workspace === undefined) return []
  const parent = path.join(workspace, 'connectors')
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .sort()
    .map((name) => ({ name, folder: path.join(parent, name) }))
    .filter(({ folder }) => existsSync(path.join(folder, 'package.json')))
}

function connectorDependencies(from: string): Candidate[] {
  const owner = nearest(from, 'package.json')
  if (owner === undefined) return []
  return dependenciesOf(path.join(owner, 'package.json')).flatMap((name) => {
    const folder = packageFolder(name, owner)
    return folder !== undefined && isConnectorPackage(folder) ? [{ name, folder }] : []
  })
}

function dependenciesOf(packageJson: string): string[] {
  try {
    const json: unknown = JSON.parse(readFileSync(packageJson, 'utf8'))
    return isPlainObject(json) && isPlainObject(json.dependencies) ? Object.keys(json.dependencies) : []
  } catch {
    return []
  }
}

/** The nearest folder from `start` upwards that holds the file. */
export function nearest(start: string, file: string): string | undefined {
  if (existsSync(path.join(start, file))) return start
  const parent = path.dirname(start)
  return parent === start ? undefined : nearest(parent, file)
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
