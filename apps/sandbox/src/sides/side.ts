/** A record as the page lists it. */
export interface ShownRecord {
  id: string
  title: string
  subtitle: string
  /** Values of the editable fields, by path. */
  fields: Record<string, string>
  /** Changes whenever the record does, so that the page can make it flash. */
  version: string
}

export interface ShownRecords {
  records: ShownRecord[]
  total: number
}

/** One of the three places where the company's records are. */
export interface Side {
  name: string
  title: string
  /** Newest change first. */
  list(kind: string, search: string): Promise<ShownRecords>
  /** Creates or changes a record as a person would there; throws with the side's own words. */
  create(kind: string, fields: Record<string, string>): Promise<void>
  update(kind: string, id: string, fields: Record<string, string>): Promise<void>
  /** Deletes where the side deletes, archives where it archives. */
  remove(kind: string, id: string): Promise<void>
}

/** How many records a list shows. */
export const MOST_SHOWN = 60
