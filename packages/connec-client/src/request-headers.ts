/** Sent with every request: ids as arrays, and the media type Connec! names (its bodies are plain JSON). */
export const requestHeaders = Object.freeze({
  accept: 'application/vnd.api+json',
  'content-type': 'application/vnd.api+json',
  'connec-external-ids': 'true',
})
