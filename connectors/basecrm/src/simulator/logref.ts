const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** An id of a request as captured answers have it: `b5h8u-qn0oj-8mr2n-94mug`. */
export function createLogref(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => alphabet[byte % 32]).join('')
  return letters.replace(/.{5}(?=.)/g, '$&-')
}
