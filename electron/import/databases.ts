// Exports of press databases hold many articles in one file of any format. They are told by their own marks, after the file's
// format has been read.
import { readFactiva } from './factiva.ts'
import { readNexis } from './nexis.ts'
import type { Page } from './page.ts'
import { readProquest } from './proquest.ts'

/** The articles of a page that is an export of a press database, or `undefined` when it is none. */
export function splitDatabase({ pieces, warnings = [] }: Page): readonly Page[] | undefined {
  const pages = readNexis(pieces) ?? readFactiva(pieces) ?? readProquest(pieces)
  return pages?.map((page) => ({ ...page, warnings: [...warnings, ...(page.warnings ?? [])] }))
}
