import type { Http, ListOptions } from '@duet/core'
import { z } from 'zod'
import { single } from './envelope.js'
import { type ListOrder, listPages } from './list-pages.js'

const fieldsToSend = z.record(z.string(), z.unknown())
type FieldsToSend = z.output<typeof fieldsToSend>

/** What an update of some resources needs beyond the changed fields. */
export interface RestOptions {
  order: ListOrder
  /** Completes an update that would otherwise lose something; `present` reads the record as it is now. */
  beforeUpdate?: (
    fields: FieldsToSend,
    present: () => Promise<unknown>,
  ) => FieldsToSend | Promise<FieldsToSend>
}

/** The conventions all resources of Base CRM share: `{ data }` around what is sent, `PUT` changes only what it names. */
export function rest(path: string, { order, beforeUpdate = (fields) => fields }: RestOptions) {
  const read = async (http: Http, id: string) => (await http.get(`${path}/${id}`, single)).data
  return {
    list: (http: Http, options: ListOptions) => listPages(http, path, { ...options, order }),
    read,
    create: async (http: Http, fields: unknown) =>
      (await http.post(path, single, { json: { data: fields } })).data,
    update: async (http: Http, id: string, fields: unknown) => {
      const data = await beforeUpdate(fieldsToSend.parse(fields), () => read(http, id))
      return (await http.put(`${path}/${id}`, single, { json: { data } })).data
    },
  }
}

/** The same for a resource that cannot be written through the API. */
export function readOnlyRest(path: string, options: RestOptions) {
  const { list, read } = rest(path, options)
  return { list, read }
}
