// Tables for spreadsheets, by RFC 4180.
import { guarded } from './cells.ts'

/** A cell in quotes; what a spreadsheet would take for a formula begins with an apostrophe. */
const cell = (value: string) => `"${guarded(value).replaceAll('"', '""')}"`

export const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
