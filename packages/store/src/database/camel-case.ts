import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from 'kysely'

/**
 * Names in the query builder's spelling. Kysely's own plugin asks every row for its keys and puts it together anew key
 * by key; here a result is asked once.
 */
export class CamelCase extends CamelCasePlugin {
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows
    if (first === undefined) return result
    const names = Object.keys(first).map((spelled) => ({ spelled, name: this.camelCase(spelled) }))
    if (names.every(({ spelled, name }) => spelled === name)) return result
    const empty: UnknownRow = Object.fromEntries(names.map(({ name }) => [name, null]))
    const rows = result.rows.map((row) => {
      const renamed = { ...empty }
      for (const { spelled, name } of names) renamed[name] = row[spelled]
      return renamed
    })
    return { ...result, rows }
  }
}
