import { VisuallyHidden } from '@mantine/core'
import type { Key, ReactNode } from 'react'
import styles from './data-table.module.css'
import { tableRoles } from './table-roles.js'

/** One column; the first of a table names its rows. */
export interface Column<Row> {
  header: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right. */
  numeric?: boolean
  /** A button or two at the end of a row; the header is read out but not shown. */
  deed?: boolean
}

interface DataTableProps<Row> {
  /** What the table holds, read out before it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => Key
  /** Where the cells of a row stand; `middle` suits rows with controls. */
  align?: 'baseline' | 'middle'
}

/** A table that becomes a list of cards on a phone. */
export const DataTable = <Row,>({ caption, columns, rows, rowKey, align }: DataTableProps<Row>) => (
  <table {...tableRoles.table} className={styles.table} data-align={align}>
    <VisuallyHidden component="caption">{caption}</VisuallyHidden>
    <thead {...tableRoles.rowgroup}>
      <tr {...tableRoles.row}>
        {columns.map(({ header, numeric, deed }) => (
          <th {...tableRoles.columnheader} scope="col" key={header} data-numeric={numeric}>
            {deed ? <VisuallyHidden>{header}</VisuallyHidden> : header}
          </th>
        ))}
      </tr>
    </thead>
    <tbody {...tableRoles.rowgroup}>
      {rows.map((row) => (
        <tr {...tableRoles.row} key={rowKey(row)}>
          {columns.map((column, index) => (
            <Cell key={column.header} column={column} row={row} first={index === 0} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

interface CellProps<Row> {
  column: Column<Row>
  row: Row
  first: boolean
}

function Cell<Row>({ column, row, first }: CellProps<Row>) {
  const content = <div className={styles.content}>{column.cell(row)}</div>
  if (first)
    return (
      <th {...tableRoles.rowheader} scope="row">
        {content}
      </th>
    )
  return (
    <td
      {...tableRoles.cell}
      data-label={column.deed ? undefined : column.header}
      data-numeric={column.numeric}
      data-deed={column.deed}
    >
      {content}
    </td>
  )
}
