// A page as its reader holds it: turned the way most of its letters stand, measured from its upper left corner.
import type { PdfItem, PdfPage } from './pdfjs.ts'

/** Letters in a row: `y` is their base line, from the top; all in points. */
export type Run = Readonly<{ text: string; x: number; end: number; y: number; size: number; font: string; rightToLeft: boolean }>
/** `aside` holds the words that stand across the others, such as a stamp along the margin. */
export type Sheet = Readonly<{ width: number; height: number; runs: readonly Run[]; aside: readonly string[] }>

/** Letters that lean less than this still stand on the line. */
const LEANING = 8
const SMALLEST = 0.5

const turn = (degrees: number): number => ((Math.round(degrees) % 360) + 360) % 360

/** Degrees counter-clockwise that a row of letters runs in, on the page as the file has it; down the page for vertical writing. */
function angleOf({ transform: [a, b], vertical }: PdfItem): number {
  return turn((Math.atan2(b, a) * 180) / Math.PI - (vertical ? 90 : 0))
}

/** The nearest quarter turn. */
const quarter = (angle: number): number => turn(Math.round(angle / 90) * 90)

const across = (angle: number, main: number): boolean => Math.min(turn(angle - main), turn(main - angle)) > LEANING

/** The quarter turn in which most letters stand. */
function mainTurn(items: readonly PdfItem[]): number {
  const letters = new Map<number, number>()
  for (const item of items) {
    const angle = quarter(angleOf(item))
    letters.set(angle, (letters.get(angle) ?? 0) + item.text.length)
  }
  let [best, most] = [0, -1]
  for (const [angle, count] of letters) if (count > most) [best, most] = [angle, count]
  return best
}

/** Forms of letters that fonts draw: ligatures, and what Arabic and Hebrew letters look like beside others. */
const forms = /[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdef\ufe70-\ufefc]+/gu

/** Plain letters; a mark goes with the letter before it, and a lone sign of a symbol font is a bullet. */
const plain = (text: string, rightToLeft: boolean): string => {
  const letters = text.replace(forms, (found) => found.normalize('NFKC'))
  const marked = rightToLeft ? letters.replace(/ +(\p{M}+)/gu, '$1 ') : letters
  return /^(?:[\ue000-\uf8ff]|\p{Cc})$/u.test(marked) ? '•' : marked
}

/** Turns a page upright. Letters drawn twice for weight or a shadow are taken once, and those outside the page's box not at all. */
export function sheetOf({ view: [x0, y0, x1, y1], rotate, items }: PdfPage): Sheet {
  const main = items.length === 0 ? turn(-rotate) : mainTurn(items)
  const [w, h] = [x1 - x0, y1 - y0]
  const upright = (x: number, y: number): [number, number] =>
    main === 0 ? [x, h - y] : main === 90 ? [y, x] : main === 180 ? [w - x, y] : [h - y, w - x]
  const runs: Run[] = []
  const aside: string[] = []
  const seen = new Set<string>()
  for (const item of items) {
    const { transform, text, font, vertical, rightToLeft } = item
    const size = Math.hypot(transform[2], transform[3])
    const [x, y] = upright(transform[4] - x0, transform[5] - y0)
    if (![size, x, y, item.width, item.height].every(Number.isFinite) || size < SMALLEST) continue
    const key = `${Math.round(x / 1.5)} ${Math.round(y / 1.5)} ${text}`
    if (seen.has(key)) continue
    seen.add(key)
    if (across(angleOf(item), main)) aside.push(text)
    else runs.push({ text: plain(text, rightToLeft), x, end: x + (vertical ? item.height : item.width), y, size, font, rightToLeft })
  }
  return main % 180 === 0 ? { width: w, height: h, runs, aside } : { width: h, height: w, runs, aside }
}
