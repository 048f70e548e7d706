export { connec } from './connec.js'
export { readConnecError } from './connec-error.js'
export { type ConnecNames, connecNames } from './connec-names.js'
export type { ConnecPage, ConnecRecord, ReadFailure } from './connec-record.js'
export type {
  ConnecAnnouncement,
  ConnecCreate,
  ConnecUpdate,
  ConnecWrite,
  ConnecWriteResult,
} from './connec-write.js'
export {
  type Connec,
  type ConnecClientOptions,
  type ConnecListOptions,
  createConnec,
} from './create-connec.js'
export { type ConnecHttpOptions, createConnecHttp } from './create-connec-http.js'
export { address } from './embedded/address.js'
export { addressSet } from './embedded/address-set.js'
export { contactChannel } from './embedded/contact-channel.js'
export { email } from './embedded/email.js'
export { note } from './embedded/note.js'
export { phone } from './embedded/phone.js'
export { price } from './embedded/price.js'
export { statusChange } from './embedded/status-change.js'
export { website } from './embedded/website.js'
export { type Filter, type FilterValue, filter } from './filter.js'
export { type IdEntry, type Ids, readIds } from './id-entries.js'
export { CONNEC, type Identity } from './identity.js'
export { idsOfLines } from './ids-of-lines.js'
export { type LinesToMerge, type MergedLineIds, mergeLineIds } from './merge-line-ids.js'
export { readRecord, readRecords } from './read-records.js'
export {
  foldReferences,
  type MissingReference,
  type UnfoldedRecord,
  type UnfoldedReference,
  unfoldReferences,
} from './references.js'
export { invoiceLine } from './resources/invoice.js'
export { paymentLine } from './resources/payment.js'
export { mapRoles, type Role, type RoleNode, roleTree, type Visit } from './role-tree.js'
