import type { CodeId } from '../ids.ts'
import { isFormatted, type NoteRun, noteBlocks } from '../noteformat.ts'
import type { Article } from '../records.ts'
import { codeLabels, placesOf } from './codes.ts'
import { placeOf } from './evidence.ts'
import type { Report, ReportArticle, ReportHighlight } from './model.ts'
import { element as e, type ReportElement } from './node.ts'
import { isoOf, languageOf, plural, rangesOf, timeOf } from './wording.ts'

/** Every highlight of an article with all that is known of it. */
export function highlightList(report: Report, which: number): ReportElement {
  const { article, highlights, orphans } = report.articles[which] as ReportArticle
  const places = placesOf(report)
  const waiting =
    orphans === 0
      ? null
      : e('p', { class: 'none' }, `${plural(orphans, 'highlight')} without a place in this text: listed nowhere and in no figure.`)
  if (highlights.length === 0) return waiting ?? e('p', { class: 'none' }, 'No highlights.')
  const list = e(
    'ol',
    { class: 'highlights' },
    highlights.map((mark) => entry(report, places, article, mark)),
  )
  return waiting === null ? list : e('div', {}, list, waiting)
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
      ` · UTF-16 ${rangesOf(mark.ranges)} · SHA-256 `,
      e('code', { class: 'hash', 'data-sha256': hash, title: hash }, `${hash.slice(0, 12)}…`),
    ),
  )
}

/** A note as it was typed, or as its signs mean it. */
function noteOf(note: string): ReportElement {
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

/** A quotation with as much of its context as stands on the same line. */
function quoted({ id }: Article, { ranges, quote, prefix, suffix }: ReportHighlight): ReportElement[] {
  const before = prefix.slice(prefix.lastIndexOf('\n') + 1)
  const after = suffix.split('\n', 1)[0] ?? ''
  return [
    ...(before === '' ? [] : [e('span', { class: 'context' }, `…${before}`)]),
    e('span', { class: 'quote', 'data-place': placeOf(id, ranges) }, quote),
    ...(after === '' ? [] : [e('span', { class: 'context' }, `${after}…`)]),
  ]
}
