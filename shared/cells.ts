// Cells of tables that spreadsheets open. One that a spreadsheet would take for a formula begins with an apostrophe; so does one
// that begins with such an apostrophe itself, so that taking one off always gives the exact words back.

const formula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

export const guarded = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)
/** The words of a cell that was guarded. */
export const bared = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell)
