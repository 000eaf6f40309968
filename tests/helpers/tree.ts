// The tree of a report as tests ask it: every element, and what its places and links come to.
import { placeFrom } from '../../shared/report/evidence.ts'
import type { Report } from '../../shared/report/model.ts'
import type { ReportElement, ReportNode } from '../../shared/report/node.ts'

/** A node with all elements in it. */
export function* elementsOf(node: ReportNode): Generator<ReportElement> {
  if (typeof node === 'string') return
  yield node
  for (const child of node.children) yield* elementsOf(child)
}

/** The words of the articles that a place means; `null` where it means none. */
export function wordsOfPlace({ articles }: Report, place: string): string | null {
  const { articleId, ranges = [] } = placeFrom(place) ?? {}
  const text = articles.find(({ article }) => article.id === articleId)?.text
  return text === undefined ? null : ranges.map(({ start, end }) => text.slice(start, end)).join(' … ')
}
