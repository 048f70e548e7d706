import { snakeCase } from '../plan/words.js'
import type { Parameter } from './paging-in.js'

const pattern =
  /^(filter_)?((last_)?(updated|modified|changed|update)(_(at|date|time|on))?_(since|after|from|min|gte|gt|start)|since|if_modified_since)$/

/** The parameter that leaves out what was not changed since a moment. One that takes days only is no use: it has no time. */
export const sinceIn = (parameters: readonly Parameter[]): string | undefined =>
  parameters.find(({ name, type }) => pattern.test(snakeCase(name)) && type.kind !== 'day')?.name
