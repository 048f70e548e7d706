import type { PendingRecord } from '@duet/store'

/** Fingerprint of a kept record whose counterpart could not be put away. */
export const TO_BE_PUT_AWAY = 'to be put away'

/** Whether a record is kept for that; it is no edit that failed to travel. */
export const isToBePutAway = ({ fingerprint }: Pick<PendingRecord, 'fingerprint'>): boolean =>
  fingerprint === TO_BE_PUT_AWAY
