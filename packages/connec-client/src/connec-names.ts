import { parameterize, pluralize } from 'inflected'

/** What one kind of record is called, at Connec! and to people. */
export interface ConnecNames {
  /** The name of the resource, and the address of a record that exists once: `sales_order`. */
  readonly name: string
  /** The address of the list and the key of its envelope: `sales_orders`. */
  readonly collection: string
  /** In the middle of a sentence: `sales order`. */
  readonly words: string
  /** As a heading: `Sales Order`. */
  readonly title: string
  /** As a heading over many: `Sales Orders`. */
  readonly titles: string
}

/**
 * Every name of a kind of record, derived from one as Connec! derives it: by the rules of Rails, whose plurals
 * (`person` → `people`) the addresses of its API consist of.
 *
 * @example connecNames('Sales Order').collection // 'sales_orders'
 */
export function connecNames(title: string): ConnecNames {
  const name = parameterize(title, { separator: '_' })
  return {
    name,
    collection: pluralize(name),
    words: title.toLowerCase(),
    title,
    titles: pluralize(title),
  }
}
