// Tables of a web page: those of data become rows of text, those that only lay out the page are read like any part of it.
import { isHidden } from './htmlHints.ts'
import { type Element, isElement, type Node, textOf } from './tree.ts'

/** Rows of a table of data, cells parted by tabs, or `undefined` when the table only lays out a page. */
export function rowsOf(table: Element): string[] | undefined {
  const rows: string[] = []
  let columns = 0
  const todo: Node[] = [...table.childNodes].reverse()
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (!isElement(node) || node.tagName === 'caption') continue
    if (node.tagName === 'tr') {
      const cells = node.childNodes.filter(isElement).filter((cell) => (cell.tagName === 'td' || cell.tagName === 'th') && !isHidden(cell))
      if (cells.some(laysOut)) return undefined
      const words = cells.map(textOf)
      columns = Math.max(columns, cells.length)
      if (words.some((cell) => cell !== '')) rows.push(words.join('\t'))
    } else for (let i = node.childNodes.length - 1; i >= 0; i -= 1) todo.push(node.childNodes[i] as Node)
  }
  return rows.length >= 2 && columns >= 2 ? rows : undefined
}

const notInCells = new Set(['table', 'h1', 'h2', 'h3', 'article', 'nav', 'form', 'section', 'blockquote', 'pre'])
/** Whether a cell holds parts of a page; looks no further than a cell of data goes. */
function laysOut(cell: Element): boolean {
  let paragraphs = 0
  let nodes = 0
  let length = 0
  const todo: Node[] = [cell]
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    nodes += 1
    if (node.nodeName === '#text' && 'value' in node) length += node.value.trim().length
    if (nodes > 100 || length > 400) return true
    if (!isElement(node)) continue
    if (notInCells.has(node.tagName) || (node.tagName === 'p' && ++paragraphs > 1)) return true
    for (const child of node.childNodes) todo.push(child)
  }
  return false
}
