import { isPlainObject, type PlainRecord } from '@duet/core'

/** What a record is told by, beside its content. */
export interface RecordHead {
  readonly id: string
  readonly collection: string
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** A record as the hub keeps it. Its content is read as JSON, and written as JSON, only where somebody asks for it. */
export class StoredRecord implements RecordHead {
  readonly id: string
  readonly collection: string
  readonly createdAt: number
  readonly updatedAt: number
  #fields: PlainRecord | undefined
  #text: string | undefined

  /** With its fields, or the text of their JSON. */
  constructor({ id, collection, createdAt, updatedAt }: RecordHead, content: PlainRecord | string) {
    this.id = id
    this.collection = collection
    this.createdAt = createdAt
    this.updatedAt = updatedAt
    if (typeof content === 'string') this.#text = content
    else this.#fields = content
  }

  /** References are ids of the hub, or id arrays nobody could resolve yet; lines carry their id entries. */
  get fields(): PlainRecord {
    this.#fields ??= parsed(this.text)
    return this.#fields
  }

  /** The fields as JSON. */
  get text(): string {
    this.#text ??= JSON.stringify(this.#fields)
    return this.#text
  }

  /** The same record with other fields. */
  with(fields: PlainRecord, updatedAt: number = this.updatedAt): StoredRecord {
    const { id, collection, createdAt } = this
    return new StoredRecord({ id, collection, createdAt, updatedAt }, fields)
  }
}

function parsed(text: string): PlainRecord {
  const fields: unknown = JSON.parse(text)
  return isPlainObject(fields) ? fields : {}
}

/** A collection of one company. */
export interface Place {
  readonly company: string
  readonly collection: string
}
