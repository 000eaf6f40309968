// Which columns of a table hold what, as the analyst said it once: kept in the project for every table with the same header.
import { Columns, NeedsColumns } from '../shared/columns.ts'
import type { ReadFile } from './importing.ts'
import { sha256Of } from './store/contents.ts'
import type { ProjectFile } from './store/project.ts'

const keyOf = (header: readonly string[]) => `columns ${sha256Of(JSON.stringify(header))}`

export function keepColumns(project: ProjectFile, header: readonly string[], columns: Columns): void {
  project.settings.put(keyOf(header), JSON.stringify(columns))
}

function keptColumns(project: ProjectFile, header: readonly string[]): Columns | undefined {
  const kept = project.settings.get(keyOf(header))
  return kept === null ? undefined : Columns.parse(JSON.parse(kept))
}

/** Reads as `read` does, but tables whose header the project knows by the columns that were said for it. */
export const withKeptColumns =
  (project: ProjectFile, read: ReadFile): ReadFile =>
  async (source, reading, signal) => {
    try {
      return await read(source, reading, signal)
    } catch (error) {
      const columns = error instanceof NeedsColumns && reading.columns === undefined ? keptColumns(project, error.table.header) : undefined
      if (columns === undefined) throw error
      return read(source, { ...reading, columns }, signal)
    }
  }
