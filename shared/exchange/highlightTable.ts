// Every highlight as a table, one row for each of its codes (one without any where it has none). Values of attributes have a column
// each. Offsets count UTF-16 code units of the article's text from 0; an end is the first unit after. It goes out as CSV and as a
// sheet; in both, a cell that a spreadsheet could take for a formula begins with an apostrophe, and the exact words stand in the
// project's JSON.
import { csvOf } from '../csv.ts'
import { codedArticles, codePath, codesById, lostBeside } from './coded.ts'
import type { ProjectContents } from './contents.ts'
import type { Loss } from './loss.ts'

/** Columns before those of the values. */
const columns = [
  'Highlight id',
  'Coding id',
  'Article id',
  'Article',
  'Outlet',
  'Author',
  'Date',
  'Language',
  'Address',
  'Start',
  'End',
  'Ranges',
  'Unit of offsets',
  'Quote',
  'Before',
  'After',
  'Codebook',
  'Code id',
  'Code key',
  'Code',
  'Code path',
  'Note',
  'Entity',
  'Coder',
  'Made at',
  'Text SHA-256',
] as const

const UNIT = 'UTF-16 code units'
const timeOf = (time: number): string => (Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : '')

/** The rows, the first of which names the columns. Offsets are numbers. */
export function highlightTable(contents: ProjectContents): (string | number)[][] {
  const { records } = contents
  const codes = codesById(contents)
  const nameOf = (all: readonly Readonly<{ id: string; name: string }>[]) => {
    const names = new Map(all.map(({ id, name }) => [id, name]))
    return (id: string | null | undefined) => names.get(id ?? '') ?? ''
  }
  const [coder, entity, codebook] = [nameOf(records.coder), nameOf(records.entity), nameOf(records.codebook)]
  const declared = [...codes.values()].flatMap(({ attributes }) => attributes)
  const isEntity = new Set(declared.filter(({ kind }) => kind === 'entity').map(({ key }) => key))
  const keys = [...new Set([...declared.map(({ key }) => key), ...records.coding.flatMap(({ attributes }) => Object.keys(attributes))])]
  const rows = codedArticles(contents).flatMap(({ article, marks }) =>
    marks.flatMap(({ highlight, codings }) =>
      (codings.length === 0 ? [null] : codings).map((coding) => {
        const code = coding === null ? undefined : codes.get(coding.codeId)
        const value = (key: string) => {
          const said = coding?.attributes[key] ?? ''
          return isEntity.has(key) ? entity(said) || said : said
        }
        return [
          highlight.id,
          coding?.id ?? '',
          article.id,
          article.title || article.source,
          article.outlet,
          article.author,
          article.date,
          article.language,
          article.url,
          highlight.ranges[0]?.start ?? 0,
          highlight.ranges.at(-1)?.end ?? 0,
          highlight.ranges.map(({ start, end }) => `${start}..${end}`).join(' '),
          UNIT,
          highlight.quote,
          highlight.prefix,
          highlight.suffix,
          codebook(code?.codebookId),
          code?.id ?? '',
          code?.key ?? '',
          code?.name ?? '',
          code === undefined ? '' : codePath(codes, code),
          highlight.note,
          entity(highlight.entityId),
          coder(highlight.coderId),
          timeOf(highlight.createdAt),
          article.textSha256,
          ...keys.map(value),
        ]
      }),
    ),
  )
  return [[...columns, ...keys.map((key) => `Value: ${key}`)], ...rows]
}

export const highlightCsv = (contents: ProjectContents): string =>
  csvOf(highlightTable(contents).map((row) => row.map((cell) => String(cell))))

/** What a table of highlights does not carry; `longest`: UTF-16 code units that a cell has room for. */
export function lostInTable(contents: ProjectContents, longest = Number.POSITIVE_INFINITY): Loss[] {
  const { highlight } = contents.records
  return lostBeside(
    contents,
    { pieces: true, notes: true, values: true, coders: true, entities: true, uncoded: true },
    {
      [`Words beyond ${longest.toLocaleString('en')} characters of a cell are left out.`]: highlight
        .filter(({ quote, note }) => quote.length > longest || note.length > longest)
        .map(({ id }) => id),
    },
  )
}
