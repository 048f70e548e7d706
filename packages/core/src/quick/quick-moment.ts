import { type Quick, refused } from './quick.js'

/** `2026-11-24T08:00:00Z`: how most APIs write moments. */
const LENGTH = 20
const ZERO = 48

/**
 * Reads a moment in that spelling at a fraction of what a pattern and `new Date` take; refuses all others, and the days
 * for which one must look at the month.
 */
export const quickMoment: Quick = (text) => {
  if (typeof text !== 'string' || text.length !== LENGTH || !hasMarks(text)) return refused
  const year = twoAt(text, 0) * 100 + twoAt(text, 2)
  const month = twoAt(text, 5)
  const day = twoAt(text, 8)
  const hour = twoAt(text, 11)
  const minute = twoAt(text, 14)
  const second = twoAt(text, 17)
  // also false for what is no number; years below 100 would be taken for those of the last century
  const isCertain =
    year >= 100 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28 &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59
  return isCertain ? new Date(Date.UTC(year, month - 1, day, hour, minute, second)) : refused
}

const hasMarks = (text: string): boolean =>
  text[4] === '-' &&
  text[7] === '-' &&
  text[10] === 'T' &&
  text[13] === ':' &&
  text[16] === ':' &&
  text[19] === 'Z'

/** The two digits that stand at a place; NaN where there are none. */
function twoAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}
