import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Place } from '../plan/place.js'
import { readToolchain } from './read-toolchain.js'

/** Whether a folder is in the workspace of Duet, or anywhere else. */
export function findPlace(folder: string): Place {
  const root = workspaceRoot(path.resolve(folder))
  return root === undefined ? { kind: 'standalone', toolchain: readToolchain() } : { kind: 'workspace', root }
}

function workspaceRoot(folder: string): string | undefined {
  const manifest = path.join(folder, 'packages', 'core', 'package.json')
  const isRoot =
    existsSync(path.join(folder, 'pnpm-workspace.yaml')) &&
    existsSync(manifest) &&
    readFileSync(manifest, 'utf8').includes('"@duet/core"')
  if (isRoot) return folder
  const parent = path.dirname(folder)
  return parent === folder ? undefined : workspaceRoot(parent)
}
