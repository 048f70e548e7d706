import { entityRows } from '../files/readme.js'
import type { EntityPlan } from '../plan/connector-plan.js'
import type { Edit } from './edit.js'

/** Rows in the table of what becomes what; a README of other shape stays as it is. */
export const readmeEdit = (entity: EntityPlan): Edit => ({
  path: 'README.md',
  apply: (text) => {
    const rows = entityRows(entity).filter((row) => !text.includes(row))
    return text.replace(
      /^\| -+ \| -+ \|\n(?:\|.*\n)*/m,
      (table) => `${table}${rows.map((row) => `${row}\n`).join('')}`,
    )
  },
  byHand: [],
})
