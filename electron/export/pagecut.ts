// A report cut into several that are printed one by one: what Chromium takes to paint a document grows with the cube of its pages, so that
// one of 150 pages takes a moment and one of 1,500 more than a minute.
import type { ReportElement, ReportNode } from '../../shared/report/node.ts'

/** Cuts a report into pages that are, in characters of their markup, not much longer than `limit`. */
export function cutPage(page: ReportElement, limit: number): ReportElement[] {
  if (sizeOf(page) <= limit) return [page]
  const parts: ReportElement[] = []
  let now: ReportNode[] = []
  let size = 0
  const end = (children: readonly ReportNode[]): void => {
    if (children.length > 0) parts.push({ ...page, attributes: parts.length === 0 ? page.attributes : goingOn(page), children })
  }
  for (const child of page.children)
    for (const [i, piece] of (canBeCut(child) ? cutPage(child, limit) : [child]).entries()) {
      const more = sizeOf(piece)
      if (i > 0 || size + more > limit) {
        // Headings go with what they head.
        const headings = now.splice(now.findLastIndex((node) => !isHeading(node)) + 1)
        end(now)
        now = headings
        size = sizeOf(headings)
      }
      now.push(piece)
      size += more
    }
  end(now)
  return parts
}

const sizeOf = (node: ReportNode | readonly ReportNode[]): number => {
  if (typeof node === 'string') return node.length
  if (!('tag' in node)) return node.reduce((sum, child) => sum + sizeOf(child), 0)
  const attributes = Object.values(node.attributes).reduce((sum, value) => sum + value.length + 8, 0)
  return 2 * node.tag.length + 5 + attributes + sizeOf(node.children)
}

/** Whether it is a list of what stands one below the other. */
const canBeCut = (node: ReportNode): node is ReportElement =>
  typeof node !== 'string' && (['section', 'ol', 'ul'].includes(node.tag) || node.attributes.class === 'text')

const isHeading = (node: ReportNode): boolean => typeof node !== 'string' && (/^h\d$/.test(node.tag) || node.attributes.class === 'origin')

/** What is said of the rest of an element: an id, and a name that is given by one, are those of its beginning. */
function goingOn({ attributes }: ReportElement): ReportElement['attributes'] {
  const { id: _id, 'aria-labelledby': _name, ...rest } = attributes
  return rest
}
