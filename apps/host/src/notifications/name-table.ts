import { connecNames } from '@duet/connec-client'
import type { ConnectorCatalog } from '../discovery/catalog.js'

/** From any spelling of a kind of Connec! record to the resource's name. */
export type NameTable = ReadonlyMap<string, string>

/**
 * Every way a notification may name a resource that a connector maps: by the resource or its collection, whatever the
 * case. Singletons are found by their plural as well.
 */
export function nameTable({ connectors }: ConnectorCatalog): NameTable {
  const table = new Map<string, string>()
  for (const { connector } of connectors.values()) {
    for (const { connec } of connector.entities.flatMap(({ mappers }) => mappers)) {
      for (const name of [connec.name, connec.collection, connecNames(connec.name).collection])
        table.set(spelling(name), connec.name)
    }
  }
  return table
}

/** The resource a notification means; undefined when no connector maps it. */
export const resourceNamed = (table: NameTable, name: string): string | undefined => table.get(spelling(name))

/** `TaxCodes`, `tax_codes`, `tax-codes` → `taxcodes`. */
const spelling = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
