// HTML to blocks of text. The page is parsed to a tree that is walked once, without recursion; each block-level element
// ends the block before it and begins its own. What is not to be read (scripts, styles, controls, drawings, hidden parts)
// is left out, and what its markup says about a block goes with it as a hint. No markup leaves this file.
import { articleOf, type Found } from './article.ts'
import { type Context, Gatherer, type Inline, type Part } from './gatherer.ts'
import { saidBy } from './htmlClaims.ts'
import { hintOf, isHidden, isMainPart } from './htmlHints.ts'
import { type Notes, notesOf, raise } from './htmlNotes.ts'
import { rowsOf } from './htmlTables.ts'
import { isListSign, wordLookOf } from './htmlWord.ts'
import { atMost, limits } from './limits.ts'
import type { Page, Piece } from './page.ts'
import { attribute, type Document, type Element, hasAttribute, isElement, isHtml, type Node, parseHtml, textOf } from './tree.ts'
import { fold } from './zones.ts'

/** Left out with everything in them. */
const unread = new Set(
  'script style template noscript iframe frame object embed applet audio video canvas svg map button select option textarea input datalist output progress meter label legend dialog head title rt rp noembed noframes param source track img picture'.split(
    ' ',
  ),
)
/** These end a block and begin another. */
const blockLevel = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li listing main menu nav ol p plaintext pre search section summary table caption tbody td tfoot th thead tr ul xmp'.split(
    ' ',
  ),
)
const headings: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 }
const preformatted = new Set(['pre', 'listing', 'xmp', 'plaintext'])

const outermost: Context = { kind: 'paragraph', pre: false, depth: 0 }

function inside(element: Element, outer: Context, { notes }: Notes): Context {
  const name = element.tagName
  const word = wordLookOf(element)
  const hint = notes.has(element) ? 'footnote' : (hintOf(element) ?? word.hint ?? outer.hint)
  const part: Part | undefined = isMainPart(element) ? { outer: outer.part, article: name === 'article', length: 0 } : outer.part
  const base = { ...outer, ...(hint === undefined ? {} : { hint }), ...(part === undefined ? {} : { part }) }
  const level = headings[name]
  if (level !== undefined) return { ...base, kind: 'heading', level }
  if (preformatted.has(name)) return { ...base, kind: 'preformatted', pre: true }
  if (name === 'blockquote') return { ...base, kind: 'quote' }
  if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') return { ...base, depth: outer.depth + 1 }
  if (name === 'li') return { ...base, kind: 'item', level: Math.max(1, Math.min(6, outer.depth)) }
  const { kind, level: depth } = word
  return kind === undefined ? base : { ...base, kind, ...(depth === undefined ? {} : { level: depth }) }
}

/** Share of the characters in an element that Readability takes for the article. */
function keptIn(element: Element, article: Found | undefined): number {
  let kept = 0
  let length = 0
  const todo: Node[] = [element]
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (node.nodeName === '#text' && 'value' in node) {
      length += node.value.trim().length
      if (article?.texts.has(node)) kept += node.value.trim().length
    } else if (isElement(node)) for (const child of node.childNodes) todo.push(child)
  }
  return kept / Math.max(1, length)
}

/** The first words of a note, without the links that lead back from it. */
function openingOf(note: Element, { back }: Notes): string {
  const todo: Node[] = [note]
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (node.nodeName === '#text' && 'value' in node && node.value.trim() !== '') return node.value
    if (isElement(node) && !back.has(node)) for (let i = node.childNodes.length - 1; i >= 0; i -= 1) todo.push(node.childNodes[i] as Node)
  }
  return ''
}

/** The pieces of a tree, in reading order. */
function piecesOf(document: Document): Readonly<{ pieces: Piece[]; frames: readonly string[]; deletions: number }> {
  const gatherer = new Gatherer()
  const article = articleOf(document)
  const notes = notesOf(document)
  let deletions = 0
  type Step = { node: Node; context: Context; inline: Inline } | { close: Context } | { words: string; context: Context; inline: Inline }
  const todo: Step[] = []
  const enter = (nodes: readonly Node[], context: Context, inline: Inline) => {
    for (let i = nodes.length - 1; i >= 0; i -= 1) todo.push({ node: nodes[i] as Node, context, inline })
  }
  enter(document.childNodes, outermost, { links: 0 })
  for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
    if ('close' in step) {
      gatherer.close(step.close)
      continue
    }
    const { context, inline } = step
    if ('words' in step) {
      gatherer.add(step.words, context, inline, false)
      continue
    }
    const { node } = step
    if (node.nodeName === '#text' && 'value' in node) {
      gatherer.add(node.value, context, inline, article?.texts.has(node) === true)
      continue
    }
    if (isElement(node) && node.tagName === 'iframe') gatherer.leaveOut(attribute(node, 'src'))
    if (!isElement(node) || (isHtml(node) ? unread.has(node.tagName) : node.tagName === 'svg') || isHidden(node)) continue
    if (isListSign(node)) continue
    if (node.tagName === 'del') {
      if (textOf(node).trim() !== '') deletions += 1
      continue
    }
    if (node.tagName === 'br') {
      gatherer.breakLine()
      continue
    }
    if (blockLevel.has(node.tagName)) {
      gatherer.close(context)
      const rows = node.tagName === 'table' ? rowsOf(node) : undefined
      const within = inside(node, context, notes)
      if (rows !== undefined) {
        const caption = node.childNodes.find((child): child is Element => isElement(child) && child.tagName === 'caption')
        if (caption !== undefined)
          gatherer.put({ kind: 'paragraph', text: textOf(caption), hint: 'caption' }, within, keptIn(caption, article))
        gatherer.put(
          { kind: 'table', text: rows.join('\n'), ...(within.hint === undefined ? {} : { hint: within.hint }) },
          within,
          keptIn(node, article),
        )
        continue
      }
      todo.push({ close: within })
      enter(node.childNodes, within, { links: inline.links })
      const number = notes.notes.get(node)
      if (number !== undefined && !/^[\s^↑]*\[/.test(openingOf(node, notes))) gatherer.before(`${number}. `)
      continue
    }
    if (notes.back.has(node)) continue
    const written = notes.references.get(node) ?? (node.tagName === 'sup' ? raise(textOf(node)) : undefined)
    if (written !== undefined) {
      gatherer.add(written, context, inline, keptIn(node, article) > 0.5)
      continue
    }
    const hint = hintOf(node) ?? inline.hint
    const within: Inline = {
      links: inline.links + (node.tagName === 'a' && hasAttribute(node, 'href') ? 1 : 0),
      ...(hint === undefined ? {} : { hint }),
    }
    if (node.tagName === 'q') todo.push({ words: '”', context, inline })
    enter(node.childNodes, context, within)
    if (node.tagName === 'q') todo.push({ words: '“', context, inline })
  }
  gatherer.close(outermost)
  return { pieces: gatherer.pieces(article), frames: gatherer.frames, deletions }
}

/** Characters of an article's words in JSON-LD from which on they are worth comparing with the page. */
const FEWEST_SAID = 300
/** Paragraphs that are looked for among them. */
const MOST_SOUGHT = 2_000

/** The pieces, those that the page's own account of its article holds word for word taken into it. */
function confirmed(pieces: readonly Piece[], body: string): Piece[] {
  const said = fold(body.slice(0, 200_000))
  let sought = 0
  return pieces.map((piece) => {
    if (piece.outside !== true || piece.text.length < 40 || ++sought > MOST_SOUGHT || !said.includes(fold(piece.text))) return piece
    return { ...piece, outside: false }
  })
}

const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { text, outside, hint }) => sum + (outside === true || hint === 'boilerplate' ? 0 : text.length), 0)

/** An article's words in JSON-LD as pieces: some sites put markup there. */
function piecesOfSaid(body: string): Piece[] {
  if (/<(?:p|br|div)\b/i.test(body)) return piecesOf(parseHtml(body)).pieces.map((piece) => ({ ...piece, outside: false }))
  return body.split(/\s*\n\s*/).map((text) => ({ kind: 'paragraph', text }))
}

/**
 * Reads an HTML page, or a fragment of one.
 * @throws Failure `refused` when it has too many tags
 */
export function readHtml(html: string): Page {
  atMost(html, '<', limits.tags, 'tags')
  const document = parseHtml(html)
  const { claims, body, paid } = saidBy(document)
  const { pieces, frames, deletions } = piecesOf(document)
  const checked = body.length < FEWEST_SAID ? pieces : confirmed(pieces, body)
  // A page whose words come by script shows next to nothing.
  const told = body.length >= FEWEST_SAID && lengthOf(checked) < 0.3 * body.length
  return {
    pieces: told ? [...checked.map((piece) => ({ ...piece, outside: true })), ...piecesOfSaid(body)] : checked,
    claims,
    repairs: [
      ...(told ? ['The text was taken from the page’s description of itself (JSON-LD), since the page shows little of it'] : []),
      ...(deletions === 0
        ? []
        : [deletions === 1 ? '1 deleted stretch was left out' : `${deletions.toLocaleString('en')} deleted stretches were left out`]),
      ...(frames.length === 0 ? [] : [`Frames of other sites were left out: ${frames.slice(0, 5).join(', ')}`]),
    ],
    warnings: paid && !told ? ['The page says that a part of its text is only for those who pay: it may be cut off.'] : [],
  }
}
