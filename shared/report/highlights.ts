import type { CodeId } from '../ids.ts'
import { isFormatted, type NoteRun, noteBlocks } from '../noteformat.ts'
import type { Article } from '../records.ts'
import { codeLabels, placesOf } from './codes.ts'
import { placeOf } from './evidence.ts'
import type { Report, ReportArticle, ReportHighlight } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { isoOf, languageOf, plural, rangesOf, timeOf } from './wording.ts'

/** Every highlight of an article with all that is known of it. */
export function highlightList(report: Report, which: number): ReportElement[] {
  const { article, highlights, orphans } = report.articles[which] as ReportArticle
  const places = placesOf(report)
  const list = e(
    'ol',
    { class: 'highlights' },
    highlights.map((mark) => entry(report, places, article, mark)),
  )
  return [highlights.length === 0 ? e('p', { class: 'none' }, 'No highlights.') : list, ...orphanList(orphans)]
}

/** Highlights that have no place, by their words: there is nothing in the text that these could be held against. */
function orphanList(orphans: ReportArticle['orphans']): ReportElement[] {
  if (orphans.length === 0) return []
  return [
    e('p', { class: 'none' }, `${plural(orphans.length, 'highlight')} without a place in this text, in no figure:`),
    e(
      'ul',
      { class: 'orphans' },
      orphans.map(({ quote, codes, note, coder }) =>
        e(
          'li',
          {},
          e('p', { dir: 'auto' }, `“${quote}”`),
          note === '' ? null : noteOf(note),
          e('p', { class: 'evidence', dir: 'auto' }, [codes.join(', ') || 'no code', coder].join(' · ')),
        ),
      ),
    ),
  ]
}

function entry(report: Report, places: ReadonlyMap<CodeId, number>, article: Article, mark: ReportHighlight): ReportElement {
  const { number, quoteSha256: hash } = mark
  return e(
    'li',
    { id: `highlight-${number}` },
    e('a', { class: 'number', href: `#start-${number}`, 'aria-label': `Highlight ${number}, back to the text` }, String(number)),
    e('blockquote', languageOf(article.language), quoted(article, mark)),
    e(
      'p',
      { class: 'labels' },
      codeLabels(report, places, mark.codes).flatMap((label, i) => (i === 0 ? [label] : [' ', label])),
    ),
    factsOf(mark, (code) => report.codes[places.get(code) ?? -1]?.name ?? 'unknown code', true),
    mark.formerQuote === ''
      ? null
      : e('p', { class: 'note' }, 'Moved, and not confirmed. It was: “', e('span', { dir: 'auto' }, mark.formerQuote), '”'),
    mark.note === '' ? null : noteOf(mark.note),
    e(
      'p',
      { class: 'evidence' },
      e('span', { dir: 'auto' }, mark.coder),
      ' · ',
      e('time', { datetime: isoOf(mark.createdAt) }, timeOf(mark.createdAt)),
      originOf(mark),
      ` · UTF-16 ${rangesOf(mark.ranges)} · SHA-256 `,
      e('code', { class: 'hash', 'data-sha256': hash, title: hash }, `${hash.slice(0, 12)}…`),
    ),
  )
}

const originOf = ({ origin }: ReportHighlight): string =>
  origin === 'suggested' ? ' · accepted from a suggestion' : origin === 'imported' ? ' · imported' : ''

/** What a highlight says beyond its codes, one by one; `null` for nothing. `numbered`: whether the report shows all highlights in a list. */
export function factsOf(
  { entity, values, links, codes }: ReportHighlight,
  nameOf: (code: CodeId) => string,
  numbered: boolean,
): ReportElement | null {
  const line = (name: string, value: ReportNode | readonly ReportNode[]) =>
    e('li', {}, e('span', { class: 'fact', dir: 'auto' }, name), ': ', value)
  const auto = (words: string) => e('span', { dir: 'auto' }, words)
  const lines = [
    ...(entity === '' ? [] : [line('About', auto(entity))]),
    ...values.map(({ code, name, value }) => line(codes.length > 1 ? `${nameOf(code)}, ${name}` : name, auto(value))),
    ...links.map(({ says, number, title, note }) =>
      line(says, [
        ...(number === null ? ['a highlight that is not in this report, in ', auto(title)] : [highlightLink(number, numbered)]),
        ...(note === '' ? [] : [' – ', auto(note)]),
      ]),
    ),
  ]
  return lines.length === 0 ? null : e('ul', { class: 'facts' }, lines)
}

/** A highlight by its number; a link to it where the report lists it. */
const highlightLink = (number: number, listed: boolean): ReportNode =>
  listed ? e('a', { href: `#highlight-${number}` }, `highlight ${number}`) : `highlight ${number}`

/** A note as it was typed, or as its signs mean it. */
export function noteOf(note: string): ReportElement {
  if (!isFormatted(note)) return e('p', { class: 'note', dir: 'auto' }, note)
  const line = (runs: readonly NoteRun[]) =>
    runs.map(({ text, bold, italic }) => (bold ? e('strong', {}, text) : italic ? e('em', {}, text) : text))
  return e(
    'div',
    { class: 'note formatted', dir: 'auto' },
    noteBlocks(note).map(({ kind, lines }) =>
      kind === 'lines'
        ? e(
            'p',
            {},
            lines.flatMap((runs, i) => [...(i === 0 ? [] : ['\n']), ...line(runs)]),
          )
        : e(
            kind === 'bullets' ? 'ul' : 'ol',
            {},
            lines.map((runs) => e('li', {}, line(runs))),
          ),
    ),
  )
}

/** A quotation with as much of its context as stands on the same line, in whole words; `…` where that line goes on. */
export function quoted({ id }: Article, { ranges, quote, prefix, suffix }: ReportHighlight): ReportElement[] {
  const [before, after] = [contextOf(prefix, 'before'), contextOf(suffix, 'after')]
  return [
    ...(before === '' ? [] : [e('span', { class: 'context' }, before)]),
    e('span', { class: 'quote', 'data-place': placeOf(id, ranges) }, quote),
    ...(after === '' ? [] : [e('span', { class: 'context' }, after)]),
  ]
}

/** Context of so many UTF-16 units goes on in the text; with one less where it would have begun or ended inside a sign. */
const CUT = 31

/** Context that was cut to its length may begin or end inside a word: that word goes, unless there is no other. */
function contextOf(context: string, where: 'before' | 'after'): string {
  const lines = context.split('\n')
  const line = (where === 'before' ? lines.at(-1) : lines[0]) ?? ''
  if (line.trim() === '') return ''
  if (lines.length > 1 || context.length < CUT) return line
  return where === 'before'
    ? `…\u00a0${line.replace(/^\S+\s+(?=\S)/u, '').trimStart()}`
    : `${line.replace(/(?<=\S)\s+\S+$/u, '').trimEnd()}\u00a0…`
}
