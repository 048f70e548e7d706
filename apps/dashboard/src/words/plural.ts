/** `plural(1, 'record')` → "1 record", `plural(1200, 'record')` → "1,200 records". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

/** 12345 → "12,345". */
export const formatCount = (count: number): string => count.toLocaleString('en')
