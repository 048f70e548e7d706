import { readFileSync } from 'node:fs'
import type { ConformanceCard } from '@duet/host-api'
import { z } from 'zod'
import { writeIfChanged } from '../write-if-changed.js'

/** The file of a package that holds its card; hosts look for it there. */
const CARD_FILE = 'conformance.json'

const manifest = z.object({ version: z.string().default('0.0.0') })

/** The version of the package a card is about. */
export const versionOf = (packageJson: URL): string =>
  manifest.parse(JSON.parse(readFileSync(packageJson, 'utf8'))).version

/** Writes the card beside the manifest of the connector. */
export const writeCard = (packageJson: URL, card: ConformanceCard): void =>
  writeIfChanged(new URL(CARD_FILE, packageJson), `${JSON.stringify(card, null, 2)}\n`)
