// An article's text with its highlights. Each paragraph is cut where highlights start and end; a stretch is wrapped once for
// every highlight over it, with the colour of the highlight's first code and the lane of its underline. A raised number
// stands where a highlight starts, and beside the paragraph its number is repeated with the names of its codes.
import { assignLanes, MarkIndex, segmentsOf } from '../segments.ts'
import type { Block, BlockKind } from '../text.ts'
import { codeLabels, codeNames, placesOf } from './codes.ts'
import type { Report, ReportArticle, ReportHighlight } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { passagesIn } from './pairs.ts'
import { codeClass, deepClass, laneClass } from './style.ts'
import { languageOf, opening } from './wording.ts'

const tagOf: Record<BlockKind, 'h3' | 'p' | 'blockquote' | 'pre'> = {
  title: 'h3',
  heading: 'h3',
  paragraph: 'p',
  quote: 'blockquote',
  item: 'p',
  preformatted: 'pre',
  table: 'p',
}

/** The text of one article, block by block. */
export function annotatedText(report: Report, which: number): ReportElement {
  const { article, text, blocks, parts, highlights } = report.articles[which] as ReportArticle
  const places = placesOf(report)
  const lanes = assignLanes(highlights)
  const index = new MarkIndex(highlights)
  const shared = report.sections.includes('shared') ? passagesIn(report, which) : []

  const language = languageOf(article.language)
  // A paragraph in another script than the article's goes its own way; in a right-to-left text one may begin with a foreign name.
  const direction = language.dir === 'rtl' ? {} : ({ dir: 'auto' } as const)

  const laneOf = (mark: ReportHighlight) => lanes.get(mark.id) ?? 0
  const classOf = ({ codes: [first] }: ReportHighlight) => codeClass(first === undefined ? null : (places.get(first) ?? null))
  const wrap = (marks: readonly ReportHighlight[], words: string) =>
    marks.reduceRight<ReportNode>(
      (inner, mark) => e('mark', { class: `${classOf(mark)} ${laneClass(laneOf(mark))}`, 'data-highlight': `${mark.number}` }, inner),
      words,
    )

  const block = (block: Block): ReportElement => {
    const segments = segmentsOf(index.meeting(block.start, block.end), block.start, block.end)
    const marks = new Set(segments.flatMap((segment) => segment.marks))
    const words: ReportNode[] = []
    let at = block.start
    for (const segment of segments) {
      words.push(text.slice(at, segment.start))
      for (const mark of segment.marks) {
        const piece = mark.ranges.findIndex((range) => range.start === segment.start)
        if (piece >= 0) words.push(startOf(mark, piece === 0, codeNames(report, places, mark.codes)))
      }
      words.push(wrap(segment.marks, text.slice(segment.start, segment.end)))
      at = segment.end
    }
    words.push(text.slice(at, block.end))

    const depth = Math.max(0, ...[...marks].map((mark) => laneOf(mark) + 1))
    const shape = ['block', block.kind, `zone-${block.zone}`]
    if (block.level !== undefined) shape.push(`level-${block.level}`)
    if (depth > 1) shape.push(deepClass(depth))
    return e(
      'div',
      { class: shape.join(' ') },
      e(
        tagOf[block.kind],
        { class: 'words', ...direction },
        words.filter((part) => part !== ''),
      ),
      margin(block, [...marks]),
    )
  }

  /** What stands beside a block: what part of the page it is, which highlights touch it, which shared passages it belongs to. */
  const margin = (block: Block, marks: readonly ReportHighlight[]): ReportElement | null => {
    const within = (at: number) => at >= block.start && at < block.end
    const items = [
      ...(block.zone === 'title' || block.zone === 'body' ? [] : [e('li', { class: 'zone' }, block.zone)]),
      ...parts
        .filter(({ range }) => range.start < block.end && range.end > block.start)
        .map(({ range, zone }) => e('li', { class: 'zone' }, `${zone}: “${opening(text.slice(range.start, range.end), 32)}”`)),
      ...marks.map((mark) =>
        e(
          'li',
          { class: mark.ranges.some((range) => within(range.start)) ? 'starts' : 'goes-on' },
          e('a', { href: `#highlight-${mark.number}`, class: 'number' }, String(mark.number)),
          codeLabels(report, places, mark.codes),
        ),
      ),
      ...shared
        .filter(({ range }) => range.start < block.end && range.end > block.start)
        .map(({ id, name }) => e('li', { class: 'passage' }, e('a', { href: `#${id}` }, name))),
    ]
    return items.length === 0 ? null : e('ul', { class: 'margin' }, items)
  }

  return e('div', { class: 'text', ...language }, blocks.map(block))
}

/** The raised number at the start of a highlight's piece; the first piece is where the list of highlights leads back to. */
function startOf({ number }: ReportHighlight, first: boolean, names: string): ReportElement {
  const id = first ? { id: `start-${number}` } : {}
  return e(
    'sup',
    { class: 'start' },
    e('a', { ...id, href: `#highlight-${number}`, 'aria-label': `Highlight ${number}: ${names}` }, String(number)),
  )
}
