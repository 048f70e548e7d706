import { moment } from '../values/moment.js'
import { text } from '../values/text.js'

/** Fields of every record that the hub fills in itself and nobody writes. */
export const keptByHub = {
  /** The group that asked: `cld-…`. */
  group_id: text,
  /** The company: `org-…`. */
  channel_id: text,
  /** The collection, once more. */
  resource_type: text,
  created_at: moment,
  updated_at: moment,
}
