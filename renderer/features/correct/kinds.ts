import type { BlockKind } from '../../../shared/text.ts'

export const kindNames: Record<BlockKind, string> = {
  title: 'Title',
  heading: 'Heading',
  paragraph: 'Paragraph',
  quote: 'Quotation',
  item: 'List item',
  preformatted: 'Preformatted',
  table: 'Table',
}
