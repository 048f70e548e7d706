interface Place {
  host: string
  group: string
  /** `$top` and `$skip` are part of what is meant. */
  isBatch: boolean
}

/** What a request asks for, however it is spelled: which list of which host, filtered and ordered how. */
export function requestMeaning(text: string, { host, group, isBatch }: Place): Record<string, string> {
  const url = new URL(text, `${host}/api/v2/${group}/`)
  const { searchParams, origin, pathname } = url
  const meaning: Record<string, string> = { origin, list: pathname.split('/').at(-1) ?? '' }
  for (const name of ['$filter', '$orderby', ...(isBatch ? ['$top', '$skip'] : [])]) {
    const value = searchParams.get(name)
    if (value !== null && !(name === '$skip' && value === '0')) meaning[name] = value
  }
  return meaning
}
