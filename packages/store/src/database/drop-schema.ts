/**
 * Drops a schema and everything in it, and the queue's schema beside it.
 *
 * @throws DatabaseUnreachableError
 */
export async function dropSchema(url: string, schema: string): Promise<void> {
  const { checkSchemaName, onServer } = await import('./open-postgres.js')
  checkSchemaName(schema)
  await onServer(url, async (client) => {
    await client.query(`drop schema if exists ${schema} cascade`)
    await client.query(`drop schema if exists ${schema}_boss cascade`)
  })
}
