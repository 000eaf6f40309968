// One or two readers without the app around them, and what they report.
import '../../../renderer/styles/index.css'
import type { ShownHighlight } from '../../../renderer/editor/highlights.ts'
import { Reader } from '../../../renderer/editor/reader.ts'
import type { HighlightId } from '../../../shared/ids.ts'
import type { Block, Range } from '../../../shared/text.ts'

const desk = document.getElementById('desk') as HTMLElement

class Pane {
  readonly reader: Reader
  readonly text: string
  readonly picked: (string | null)[] = []
  selected: Range | null = null

  constructor(text: string, blocks: readonly Block[]) {
    const element = (className: string, ...children: Element[]) => {
      const made = Object.assign(document.createElement('div'), { className })
      made.append(...children)
      return made
    }
    const [host, rail] = [element(''), element('rail')]
    const scroller = element('reader', element('sheet', host, rail))
    desk.append(element('pane', scroller))
    this.text = text
    this.reader = new Reader(
      { scroller, host, rail },
      { text, blocks },
      {
        onSelect: (range) => {
          this.selected = range
        },
        onPick: (id: HighlightId | null) => {
          this.picked.push(id)
          this.reader.setSelected(id)
        },
        onMoveEnds: () => {},
        onKey: () => false,
        onFocus: () => {},
        onLayout: () => {},
      },
    )
    this.reader.setName(`Text ${window.panes.length}`, 'en')
  }

  mark(marks: readonly Pick<ShownHighlight, 'id' | 'ranges'>[]): void {
    const colors = ['#b3493f', '#2f6f4f', '#3d5a9e']
    this.reader.setHighlights(
      marks.map((mark, i) => ({ ...mark, note: false, codes: [{ name: `Code ${mark.id}`, color: colors[i % 3] as string }] })),
    )
  }

  /** The text as ProseMirror holds it. */
  held(): string {
    const { doc } = this.reader.view.state
    return doc.textBetween(0, doc.content.size, '\n\n')
  }

  /** The letters and digits of the text as the page shows it. */
  shown(): string {
    return (this.reader.view.dom.textContent ?? '').replace(/\s/g, '')
  }

  /** Where the unit at an offset stands, in pixels below the top of the window of the text. */
  height(offset: number): number {
    const { node, offset: at } = this.reader.view.domAtPos(offset + 1, 1)
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    return range.getBoundingClientRect().top - this.reader.scroller.getBoundingClientRect().top
  }

  /** Middle of the unit at an offset, in the page's pixels. */
  place(offset: number): { x: number; y: number } {
    const box = this.reader.places.boxOf({ start: offset, end: offset + 1 })
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  }

  get folded(): number {
    return this.reader.view.dom.querySelectorAll('.folded').length
  }
}

/** Settles when two frames have passed and the browser had time for idle work. */
const settled = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => requestAnimationFrame(() => resolve())))),
  )

declare global {
  interface Window {
    panes: Pane[]
    settled: typeof settled
    /** What was copied last, as plain and as rich text. */
    copied: string[]
    openText: (text: string, blocks: readonly Block[]) => void
    clearDesk: () => void
  }
}
window.panes = []
window.copied = []
document.addEventListener('copy', ({ clipboardData }) => {
  window.copied = ['text/plain', 'text/html'].map((type) => clipboardData?.getData(type) ?? '')
})
window.settled = settled
window.openText = (text, blocks) => window.panes.push(new Pane(text, blocks))
window.clearDesk = () => {
  for (const pane of window.panes) pane.reader.destroy()
  window.panes = []
  window.copied = []
  desk.replaceChildren()
}
