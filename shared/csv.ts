// Tables for spreadsheets, by RFC 4180: every cell in quotes, and none that would be taken for a formula.
import { guarded } from './cells.ts'

const cell = (value: string) => `"${guarded(value).replaceAll('"', '""')}"`

export const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
