/**
 * The resource of the hub a reference leads to, by its name: `lines/item_id` leads to items.
 *
 * @example referencedResource('lines/item_id') // 'item'
 */
export const referencedResource = (path: string): string =>
  (path.split('/').at(-1) ?? path).replace(/_id$/, '')
