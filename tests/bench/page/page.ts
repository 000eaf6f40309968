// The page of the reader's benchmarks: our reader, the same text without highlights, and recogito's annotator, each opened in
// an empty window and timed to the end of the frame that shows it.
import { createTextAnnotator, type TextAnnotation, type TextSelector } from '@recogito/text-annotator'
import '../../../renderer/styles/index.css'
import type { ShownHighlight } from '../../../renderer/editor/highlights.ts'
import { Reader } from '../../../renderer/editor/reader.ts'
import { HighlightId } from '../../../shared/ids.ts'
import type { Range } from '../../../shared/text.ts'
import { articleOf, highlightsOf, type Made } from '../texts.ts'

const COLORS = ['#b3493f', '#2f6f4f', '#3d5a9e', '#8a6d1f', '#7a3f8f', '#2b7a86']
const stage = document.getElementById('stage') as HTMLElement

let article: Made = { text: '', blocks: [] }
let marks: ShownHighlight[] = []
let reader: Reader | null = null
let undo = (): void => {}

const element = (tag: string, className: string) => Object.assign(document.createElement(tag), { className })

/** Settles when the next frame has been handed to the screen; gives the time. */
const framed = () =>
  new Promise<number>((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  })

/** Script work of `act`, and the time until what it did is on the screen, in ms. */
async function timed(act: () => void): Promise<{ work: number; shown: number }> {
  await framed()
  const start = performance.now()
  act()
  const work = performance.now() - start
  return { work, shown: (await framed()) - start }
}

const shownAs = (place: Readonly<{ id: HighlightId; ranges: ShownHighlight['ranges'] }>, i: number): ShownHighlight => ({
  ...place,
  note: i % 10 === 0,
  codes: [{ name: `Code ${i % 23}`, color: COLORS[i % COLORS.length] as string }],
})

function scaffold(): { scroller: HTMLElement; host: HTMLElement; rail: HTMLElement } {
  const [scroller, sheet, host, rail] = [element('div', 'reader'), element('div', 'sheet'), element('div', ''), element('div', 'rail')]
  sheet.append(host, rail)
  scroller.append(sheet)
  stage.append(scroller)
  return { scroller, host, rail }
}

function plainInto(host: HTMLElement): void {
  host.className = 'text'
  for (const { kind, start, end } of article.blocks) {
    const block = element(kind === 'title' ? 'h1' : kind === 'heading' ? 'h3' : kind === 'quote' ? 'blockquote' : 'p', 'block')
    block.style.contentVisibility = 'visible'
    block.textContent = article.text.slice(start, end)
    host.append(block)
  }
}

const nothing = () => {}
const contenders = {
  plain: () => {
    plainInto(scaffold().host)
  },
  reader: () => {
    const made = new Reader(scaffold(), article, {
      onSelect: nothing,
      onPick: nothing,
      onMoveEnds: nothing,
      onKey: () => false,
      onFocus: nothing,
      onLayout: nothing,
    })
    made.setName('Benchmark', 'en')
    made.setHighlights(marks)
    reader = made
    undo = () => made.destroy()
  },
  recogito: () => {
    const { host } = scaffold()
    plainInto(host)
    const annotator = createTextAnnotator<TextAnnotation>(host, { renderer: 'CSS_HIGHLIGHTS', style: () => ({ fill: '#b3493f' }) })
    annotator.state.store.bulkAddAnnotations(
      marks.map(({ id, ranges: [first] }) => {
        const { start, end } = first as Range
        // Offsets into the bare words of the elements; the peer finds the range itself, as ours does.
        const selector = { quote: article.text.slice(start, end), start: start - 2 * blocksBefore(start), end: end - 2 * blocksBefore(end) }
        return { id, bodies: [], target: { annotation: id, selector: [selector as TextSelector] } }
      }),
      true,
    )
    undo = () => annotator.destroy()
  },
} satisfies Record<string, () => void>

/** Number of blocks before the one that holds an offset. */
function blocksBefore(offset: number): number {
  let low = 0
  let high = article.blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((article.blocks[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

async function clear(): Promise<void> {
  undo()
  undo = nothing
  reader = null
  stage.replaceChildren()
  await framed()
  await new Promise((resolve) => setTimeout(resolve, 100))
}

const bench = {
  ready: async () => {
    await Promise.all(
      ['18px "Source Serif 4 Variable"', '650 18px "Source Serif 4 Variable"', '12px "Inter Variable"'].map((font) =>
        document.fonts.load(font),
      ),
    )
  },
  /** Makes the article and its highlights; not timed. */
  prepare: (words: number, n: number) => {
    article = articleOf(words)
    marks = highlightsOf(article.text, n).map(shownAs)
    return { characters: article.text.length, blocks: article.blocks.length, highlights: marks.length }
  },
  /** Time from the first line of script to the end of the first frame that shows the article. */
  open: async (contender: keyof typeof contenders) => {
    await clear()
    const start = performance.now()
    const { work, shown } = await timed(contenders[contender])
    if (contender !== 'recogito') return { work, shown }
    // It paints after a pause of its own.
    for (let i = 0; CSS.highlights.size === 0 && i < 5_000; i++) await framed()
    return { work, shown: (await framed()) - start }
  },
  /** The least that a frame can cost here: one block of the open reader is recoloured. */
  recolour: async (n: number) => {
    const block = (reader as Reader).view.dom.firstElementChild as HTMLElement
    return timed(() => {
      block.style.color = n % 2 === 0 ? 'black' : ''
    })
  },
  /** One more highlight on the screen of the open reader. */
  more: async (n: number) => {
    const open = reader as Reader
    const { start, end } = open.places.visible()
    const at = start + Math.floor((end - start) * 0.3)
    const more: ShownHighlight = shownAs({ id: HighlightId.parse(`more${n}`), ranges: [{ start: at, end: at + 60 }] }, n)
    marks = [...marks, more]
    return timed(() => open.setHighlights(marks))
  },
  /** Scrolls on by so many pixels per frame and gives the length of each frame. */
  scroll: async (pixels: number, frames: number) => {
    const scroller = stage.firstElementChild as HTMLElement
    const lengths: number[] = []
    for (let i = 0; i < frames; i++) {
      const start = performance.now()
      scroller.scrollTop += pixels
      await framed()
      lengths.push(performance.now() - start)
    }
    return lengths
  },
  /** Brings an offset to the screen and gives the time until it stands there. */
  reveal: async (share: number) => {
    const open = reader as Reader
    const offset = Math.floor(article.text.length * share)
    return timed(() => open.reveal(offset))
  },
  clear,
}
export type Bench = typeof bench
declare global {
  interface Window {
    bench: Bench
  }
}
window.bench = bench
