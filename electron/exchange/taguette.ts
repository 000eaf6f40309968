// Taguette's database. It counts bytes of UTF-8 over the text nodes of a document's HTML; with each highlight it keeps the HTML
// of the stretch, which must be what stands there. White space before the first tag is counted by the page that makes highlights
// and dropped by the parser that exports them: the way that fits more of a document's highlights is taken.
import { type Foreign, type ForeignMark, foreignContents } from '../../shared/exchange/foreign.ts'
import { lossesOf } from '../../shared/exchange/loss.ts'
import { Ruler } from '../../shared/exchange/positions.ts'
import { limits, refuse } from '../import/limits.ts'
import { sha256Of } from '../store/contents.ts'
import { guidOf } from './guid.ts'
import { htmlText } from './htmltext.ts'
import { grouped, numberIn, type Row, readTables, type Tables, wordsIn } from './tables.ts'

/** Words as they are compared: where blocks meet there may be white space or none. */
const bare = (words: string): string => words.replace(/\s+/g, '')

function documentOf(row: Row, highlights: readonly Row[], tagsOf: ReadonlyMap<string, Row[]>) {
  const html = wordsIn(row, 'contents')
  if (html.length > limits.text) refuse('A document of the file has more than 20,000,000 characters.')
  const { raw, text, blocks, at } = htmlText(html)
  const marksAfter = (white: string): ForeignMark[] => {
    const ruler = new Ruler(white + raw, 'utf-8')
    const place = (column: string, highlight: Row) => {
      const units = numberIn(highlight, column)
      const found = units === null ? null : ruler.place(units)
      return found === null || found < white.length ? null : found - white.length
    }
    return highlights.map((highlight) => {
      const [start, end] = [place('start_offset', highlight), place('end_offset', highlight)]
      const said = htmlText(wordsIn(highlight, 'snippet'))
      const snippet = bare(said.raw)
      const fits = start !== null && end !== null && start < end && bare(raw.slice(start, end)) === snippet
      const id = wordsIn(highlight, 'id')
      return {
        id: `highlight ${id}`,
        words: said.text,
        ranges: fits ? [{ start: at(start), end: at(end) }] : null,
        codes: (tagsOf.get(id) ?? []).map((each) => ({ id: wordsIn(each, 'tag_id'), values: {} })),
        note: '',
        coder: '',
        at: '',
      }
    })
  }
  const fitting = (marks: readonly ForeignMark[]) => marks.filter(({ ranges }) => ranges !== null).length
  const white = /^[ \t\n\f\r]*/.exec(html)?.[0] ?? ''
  const plain = marksAfter('')
  const shifted = white === '' ? plain : marksAfter(white)
  return { html, text, blocks, marks: fitting(shifted) > fitting(plain) ? shifted : plain }
}

function foreignFrom({ rows }: Tables): Foreign {
  const projects = rows('projects')
  const tags = grouped(rows('tags'), 'project_id')
  const highlights = grouped(rows('highlights'), 'document_id')
  const tagsOf = grouped(rows('highlight_tags'), 'highlight_id')
  const [first] = projects
  const nameOf = (project: Row) => wordsIn(project, 'name')
  return {
    program: 'taguette',
    scope: projects.map((project) => `${nameOf(project)} ${wordsIn(project, 'created')}`).join('\n'),
    name: projects.length === 1 && first !== undefined ? nameOf(first) : 'Taguette',
    memo: projects.length === 1 && first !== undefined ? wordsIn(first, 'description') : '',
    codebooks: projects.map((project) => ({
      id: wordsIn(project, 'id'),
      name: nameOf(project),
      description: projects.length === 1 ? '' : wordsIn(project, 'description'),
      codes: (tags.get(wordsIn(project, 'id')) ?? []).map((tag) => ({
        id: wordsIn(tag, 'id'),
        parent: null,
        name: wordsIn(tag, 'path'),
        color: '',
        definition: wordsIn(tag, 'description'),
      })),
    })),
    articles: rows('documents').map((row) => {
      const { html, text, blocks, marks } = documentOf(row, highlights.get(wordsIn(row, 'id')) ?? [], tagsOf)
      const project = projects.find((each) => wordsIn(each, 'id') === wordsIn(row, 'project_id'))
      return {
        name: wordsIn(row, 'name'),
        memo: wordsIn(row, 'description'),
        collection: projects.length > 1 && project !== undefined ? nameOf(project) : '',
        values: {},
        at: wordsIn(row, 'created'),
        format: 'html' as const,
        original: new TextEncoder().encode(html),
        text,
        blocks,
        marks,
      }
    }),
  }
}

/** @throws Failure 'refused' when it is no database of Taguette, or holds what its program does not make */
export function readTaguette(bytes: Uint8Array, reading: Readonly<{ now: number; version: string; nativeBinding?: string | undefined }>) {
  const needed = ['projects', 'documents', 'highlights', 'tags', 'highlight_tags'] as const
  return readTables(bytes, { program: 'Taguette', needed, nativeBinding: reading.nativeBinding }, (tables) => {
    const { contents, losses } = foreignContents(foreignFrom(tables), { ...reading, guidOf, sha256: sha256Of })
    const history = tables
      .rows('commands')
      .map((row) => [wordsIn(row, 'id'), [wordsIn(row, 'date'), wordsIn(row, 'user_login')].join(' ').trim()] as const)
    return {
      contents,
      losses: [...losses, ...lossesOf({ 'Who did what and when is left out.': history })],
      notes: [
        'Positions count bytes of UTF-8 over the text of each document.',
        ...(tables.isLogged ? ['The database may be open in Taguette: what it has not written into the file yet is not read.'] : []),
      ],
    }
  })
}
