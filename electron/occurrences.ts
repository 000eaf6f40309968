// Finds every place of a word or a pattern in the texts of a project. A pattern from outside may backtrack without end, so
// it runs under a time limit of the engine's own (node:vm), one article at a time; between articles the app goes on.
import { setImmediate } from 'node:timers/promises'
import { createContext, Script } from 'node:vm'
import { anchor } from '../shared/anchor.ts'
import { Failure } from '../shared/failure.ts'
import type { CodeId } from '../shared/ids.ts'
import { MOST_OCCURRENCES, type Occurrence, type OccurrenceQuery, patternOf } from '../shared/occurrences.ts'
import type { Range } from '../shared/text.ts'
import type { ProjectFile } from './store/project.ts'

/** Milliseconds that a pattern may take in one article. A million words are looked through in a tenth of it. */
const LIMIT = 500

/** Offsets in pairs, start and end; matches of nothing are left out. */
const scan = new Script(`
  const offsets = []
  for (const match of text.matchAll(new RegExp(source, flags))) {
    if (offsets.length >= 2 * most) break
    if (match[0] !== '') offsets.push(match.index, match.index + match[0].length)
  }
  new Float64Array(offsets)
`)

function rangesIn(text: string, pattern: Readonly<{ source: string; flags: string }>, most: number): Range[] {
  const context = createContext({ text, most, ...pattern }, { codeGeneration: { strings: false, wasm: false } })
  const offsets: ArrayLike<number> = scan.runInContext(context, { timeout: LIMIT })
  return Array.from({ length: offsets.length / 2 }, (_, i) => ({ start: offsets[2 * i] ?? 0, end: offsets[2 * i + 1] ?? 0 }))
}

// The error belongs to the pattern's own context, where `Error` is another class.
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/** @throws Failure 'invalid-input' for a pattern that is none or takes too long */
export async function findOccurrences(project: ProjectFile, query: OccurrenceQuery): Promise<{ found: Occurrence[]; more: boolean }> {
  if (query.kind === 'words' && query.query.trim() === '') return { found: [], more: false }
  const pattern = compiled(query)
  const scope = query.in
  const ids = scope === 'all' ? project.articleIds(null) : 'article' in scope ? [scope.article] : project.articleIds(scope.collection)
  const found: Occurrence[] = []
  for (const id of ids) {
    const open = project.openArticle(id)
    const title = open.article.title || open.article.source
    const left = MOST_OCCURRENCES - found.length
    let ranges: Range[]
    try {
      ranges = rangesIn(open.text, pattern, left + 1)
    } catch (error) {
      if (!isTimeout(error)) throw error
      throw new Failure(
        'invalid-input',
        `The pattern takes too long in “${title}”. Nothing was changed. Make it simpler, or look for words.`,
      )
    }
    if (ranges.length > 0) {
      const coded = codesByPlace(open)
      for (const range of ranges.slice(0, left)) {
        if (open.text.slice(range.start, range.end).trim() === '') continue
        const place = anchor(open.text, [range])
        found.push({ articleId: id, title, anchor: place, coded: coded.get(JSON.stringify(place.ranges)) ?? [] })
      }
    }
    if (ranges.length > left) return { found, more: true }
    await setImmediate()
  }
  return { found, more: false }
}

function compiled(query: OccurrenceQuery): { source: string; flags: string } {
  try {
    return patternOf(query)
  } catch (error) {
    throw new Failure('invalid-input', `This is not a regular expression: ${error instanceof Error ? error.message : ''}`)
  }
}

/** The codes of an article's highlights by their ranges. */
function codesByPlace({ highlights, codings }: ReturnType<ProjectFile['openArticle']>): ReadonlyMap<string, CodeId[]> {
  const places = new Map(highlights.map(({ id, ranges }) => [id, JSON.stringify(ranges)]))
  const codes = new Map<string, CodeId[]>()
  for (const { highlightId, codeId } of codings) {
    const place = places.get(highlightId)
    if (place !== undefined) codes.set(place, [...(codes.get(place) ?? []), codeId])
  }
  return codes
}
