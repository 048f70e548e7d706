import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ConformanceCard, conformanceCard } from '@duet/host-api'

/** The conformance card of the package in `folder`; undefined where there is none, or none this host understands. */
export function readCard(folder: string): ConformanceCard | undefined {
  try {
    return conformanceCard.parse(JSON.parse(readFileSync(path.join(folder, 'conformance.json'), 'utf8')))
  } catch {
    return undefined
  }
}
