// Which elements of a report are paragraphs of a Word document, and in which of its styles.
import type { ReportElement, ReportNode, Tag } from '../../shared/report/node.ts'

const blockTags: ReadonlySet<Tag> = new Set<Tag>([
  'blockquote',
  'caption',
  'details',
  'div',
  'figcaption',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'header',
  'li',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'svg',
  'table',
  'ul',
])
export const isBlock = (node: ReportNode): node is ReportElement => typeof node !== 'string' && blockTags.has(node.tag)
export const classesOf = ({ attributes }: ReportElement): readonly string[] => attributes.class?.split(' ') ?? []

/** The style of the paragraphs in an element. */
export function styleOf(node: ReportElement, style: string): string {
  const classes = classesOf(node)
  if (style === 'Cell' || style === 'CellNumber' || style === 'Aside') return style
  if (style === 'Side') return classes.includes('evidence') ? 'Cell' : style
  if (node.tag === 'h1') return 'Title'
  if (node.tag === 'h2') return 'Heading1'
  if (node.tag === 'h3') return classes.includes('words') ? 'Heading3' : 'Heading2'
  if (node.tag === 'h4') return 'Heading3'
  if (node.tag === 'caption' || node.tag === 'figcaption') return 'Caption'
  if (node.tag === 'pre') return 'Preformatted'
  if (classes.includes('kicker') || classes.includes('about') || classes.includes('origin')) return 'Subtitle'
  if (classes.includes('facts')) return 'Evidence'
  if (classes.includes('lettered')) return 'Cell'
  if (classes.includes('highlights')) return 'Quotation'
  if (style === 'Quotation' || style === 'Note' || style === 'Evidence') {
    if (classes.includes('note') || style === 'Note') return 'Note'
    return node.tag === 'p' ? 'Evidence' : style
  }
  if (classes.includes('block')) {
    if (classes.some((name) => name.startsWith('zone-') && name !== 'zone-title' && name !== 'zone-body')) return 'Aside'
    return classes.includes('item') ? 'ListBullet' : style
  }
  if (style === 'ListBullet' && classes.includes('words')) return style
  if (classes.includes('note')) return 'Note'
  if (node.tag === 'blockquote') return 'Quote'
  if (classes.includes('evidence')) return 'Evidence'
  if (node.tag === 'li') return 'ListBullet'
  return style
}
