// Where a place of a text is in the units of other programs. Inside Parallax it is UTF-16 code units; the standards of
// exchange count Unicode code points (Python and REFI-QDA too), some programs bytes of UTF-8. The text is measured once, with a
// mark every so often, so that each question after that reads a short stretch only.

export type Unit = 'utf-16' | 'code point' | 'utf-8'

const STEP = 1_024

function widthOf(unit: Unit, code: number): number {
  if (unit === 'utf-16') return 1
  const low = code >= 0xdc00 && code <= 0xdfff
  if (unit === 'code point') return low ? 0 : 1
  if (low) return 0
  if (code >= 0xd800 && code <= 0xdbff) return 4
  return code < 0x80 ? 1 : code < 0x800 ? 2 : 3
}

/** Measures a well-formed text in a unit. */
export class Ruler {
  readonly #text: string
  readonly #unit: Unit
  /** Units before every `STEP`th place. */
  readonly #marks: readonly number[]

  constructor(text: string, unit: Unit) {
    this.#text = text
    this.#unit = unit
    const marks = [0]
    let units = 0
    for (let at = 0; at < text.length; at++) {
      units += widthOf(unit, text.charCodeAt(at))
      if ((at + 1) % STEP === 0) marks.push(units)
    }
    this.#marks = marks
  }

  /** Units before a place that is given in UTF-16 code units. Inside a character it counts as its end. */
  measure(at: number): number {
    const mark = Math.floor(at / STEP)
    let units = this.#marks[mark] ?? 0
    for (let i = mark * STEP; i < at; i++) units += widthOf(this.#unit, this.#text.charCodeAt(i))
    return units
  }

  /** The place, in UTF-16 code units, that has so many units before it; `null` inside a character or outside the text. */
  place(units: number): number | null {
    if (units < 0) return null
    let low = 0
    let high = this.#marks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#marks[middle] as number) <= units) low = middle
      else high = middle - 1
    }
    let before = this.#marks[low] as number
    let at = low * STEP
    while (before < units && at < this.#text.length) before += widthOf(this.#unit, this.#text.charCodeAt(at++))
    const inside = (this.#text.charCodeAt(at) & 0xfc00) === 0xdc00
    if (before !== units) return null
    return inside ? (this.#unit === 'utf-16' ? null : at + 1) : at
  }
}
