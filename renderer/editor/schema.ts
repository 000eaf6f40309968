// The reader's document: canonical text and nothing else. Every block is a textblock directly under the document and a line
// break is a leaf of size 1, so a block boundary costs two tokens where the text has two line feeds: for every offset of
// canonical text, the ProseMirror position is that offset plus one.
import { type Node, Schema } from 'prosemirror-model'
import { type Block, type BlockKind, blockKinds, zoneKinds } from '../../shared/text.ts'

const tagOf = (kind: BlockKind, level: number): string => {
  switch (kind) {
    case 'title':
      return 'h1'
    case 'heading':
      return `h${Math.min(6, level + 1)}`
    case 'quote':
      return 'blockquote'
    case 'preformatted':
    case 'table':
      return 'pre'
    case 'item':
    case 'paragraph':
      return 'p'
  }
}

const oneOf = (allowed: readonly string[]) => (value: unknown) => {
  if (typeof value !== 'string' || !allowed.includes(value)) throw new RangeError(`not one of ${allowed.join(', ')}`)
}

export const schema = new Schema({
  nodes: {
    doc: { content: '(block | folded)+' },
    block: {
      content: '(text | line_break)*',
      attrs: {
        kind: { default: 'paragraph', validate: oneOf(blockKinds) },
        zone: { default: 'body', validate: oneOf(zoneKinds) },
        level: { default: 1, validate: 'number' },
      },
      toDOM: ({ attrs, textContent }) => [
        tagOf(attrs.kind, attrs.level),
        {
          class: 'block',
          dir: 'auto',
          'data-kind': attrs.kind,
          'data-zone': attrs.zone,
          // An item that brings its own dash or number needs no bullet.
          ...(attrs.kind === 'item'
            ? { 'data-level': String(attrs.level), 'data-marked': String(/^([-–—•*]|\d+[.)])/.test(textContent)) }
            : {}),
        },
        0,
      ],
    },
    // Whole blocks that are off the screen, as one node with their slice of the canonical text (folding.ts).
    folded: {
      content: 'text*',
      attrs: { height: { default: 0, validate: 'number' } },
      toDOM: ({ attrs }) => ['div', { class: 'folded', dir: 'auto', style: `--height: ${attrs.height}px` }, 0],
    },
    text: {},
    line_break: { inline: true, selectable: false, leafText: () => '\n', toDOM: () => ['br'] },
  },
})

const { block: blockType, folded: foldedType, line_break: lineBreak } = schema.nodes
if (blockType === undefined || foldedType === undefined || lineBreak === undefined) throw new TypeError('incomplete schema')
const aBreak = lineBreak.create()

/** One block of a canonical text. */
export function blockNode(text: string, { kind, zone, level = 1, start, end }: Block): Node {
  const words = text.slice(start, end)
  const content = words.includes('\n')
    ? words.split('\n').flatMap((line, i) => [...(i === 0 ? [] : [aBreak]), ...(line === '' ? [] : [schema.text(line)])])
    : schema.text(words)
  return blockType.create({ kind, zone, level }, content)
}

/** Some blocks of a canonical text in one node of a height in CSS pixels. */
export const foldedNode = (words: string, height: number): Node => foldedType.create({ height }, schema.text(words))

/** The document of a canonical text. `text` and `blocks` must fit each other (shared/text.ts, faultOfBlocks). */
export const documentOf = (text: string, blocks: readonly Block[]): Node =>
  schema.node(
    'doc',
    null,
    blocks.map((block) => blockNode(text, block)),
  )

export const positionOf = (offset: number): number => offset + 1
export const offsetOf = (position: number): number => position - 1
