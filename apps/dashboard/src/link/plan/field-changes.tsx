import type { PlannedRecordSummary } from '@duet/host-api'
import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { tableRoles } from '../../layout/table-roles.js'
import styles from './plan.module.css'

/** Fields shown before one asks for the others. */
const few = 5

interface FieldChangesProps {
  record: PlannedRecordSummary
  /** Name of the side written to. */
  target: string
}

/** The fields a write would change: what stands there now, and what would stand there then. */
export function FieldChanges({ record, target }: FieldChangesProps) {
  const { changes, label, recordId } = record
  const [all, setAll] = useState(false)
  const isNew = changes.every(({ before }) => before === null)
  return (
    <>
      <table {...tableRoles.table} className={styles.changes}>
        <VisuallyHidden component="caption">
          Fields of {label ?? recordId} that would change in {target}
        </VisuallyHidden>
        <thead {...tableRoles.rowgroup}>
          <tr {...tableRoles.row}>
            <th {...tableRoles.columnheader} scope="col">
              Field
            </th>
            {!isNew && (
              <th {...tableRoles.columnheader} scope="col">
                Now in {target}
              </th>
            )}
            <th {...tableRoles.columnheader} scope="col">
              {isNew ? 'Value' : 'Then'}
            </th>
          </tr>
        </thead>
        <tbody {...tableRoles.rowgroup}>
          {(all ? changes : changes.slice(0, few)).map(({ field, before, after }) => (
            <tr {...tableRoles.row} key={field}>
              <th {...tableRoles.rowheader} scope="row">
                {field}
              </th>
              {!isNew && (
                <td {...tableRoles.cell} data-empty={isEmpty(before)}>
                  {shown(before)}
                </td>
              )}
              <td {...tableRoles.cell} data-empty={isEmpty(after)}>
                {shown(after)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > few && (
        <Button
          size="compact-md"
          variant="subtle"
          aria-expanded={all}
          aria-label={`${all ? 'Show fewer' : `Show all ${changes.length}`} fields of ${label ?? recordId}`}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer fields' : `Show all ${changes.length} fields`}
        </Button>
      )}
    </>
  )
}

const isEmpty = (value: string | null): boolean => value === null || value === ''

const shown = (value: string | null): string => (value === null || value === '' ? '(empty)' : value)
