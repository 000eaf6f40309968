// The pieces that all charts are drawn with. Units of a drawing are pixels of its full width.
import type { ReportElement, ReportNode } from '../report/node.ts'
import { element as e } from '../report/node.ts'
import { type Drawn, hueClass, looks } from './look.ts'

export const WIDTH = 720
/** The widest that names at the left may get. */
const MOST_NAME = 230

export type Href = `#${string}`
/** `title` says a mark in words; with `href` it leads to what it counts. */
export type Mark = Readonly<{ title: string; href: Href | null }>
/** A drawing and how high it is. */
export type Drawing = Readonly<{ height: number; parts: readonly ReportElement[] }>

const px = (n: number): string => String(Math.round(n * 10) / 10)

/** About how wide words are: letters are not measured, since a chart is also made where there is no screen. */
export function widthOf(words: string, size = 12): number {
  let ems = 0
  for (const sign of words) {
    if (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(sign)) ems += 1
    else if (/[iljtfr.,:;'’|!()[\] ]/.test(sign)) ems += 0.36
    else if (/[mwMW@%—]|\p{Lu}/u.test(sign)) ems += 0.8
    else ems += 0.61
  }
  return ems * size
}

/** Words cut to a width. */
export function fitted(words: string, width: number, size = 12): string {
  if (widthOf(words, size) <= width) return words
  const signs = Array.from(new Intl.Segmenter('und').segment(words), ({ segment }) => segment)
  while (signs.length > 1 && widthOf(`${signs.join('')}…`, size) > width) signs.pop()
  return `${signs.join('').trimEnd()}…`
}

/** How wide the column of names is. */
export const gutterOf = (names: readonly string[]): number =>
  Math.ceil(Math.min(MOST_NAME, Math.max(60, ...names.map((name) => widthOf(name) + 14))))

type At = Readonly<{ x: number; y: number; anchor?: 'start' | 'middle' | 'end'; turned?: number }>

export function words(look: Drawn, said: string, { x, y, anchor = 'start', turned = 0 }: At): ReportElement {
  return e(
    'text',
    {
      class: look,
      ...(turned === 0 ? { x: px(x), y: px(y) } : { transform: `translate(${px(x)} ${px(y)}) rotate(${turned})` }),
      ...(anchor === 'start' ? {} : { 'text-anchor': anchor }),
    },
    said,
  )
}

/** A name cut to its room, which says all of itself to who points at it. */
export function name(said: string, width: number, at: At, look: Drawn = 'name'): ReportElement {
  const { size } = looks[look] as { size?: number }
  const shown = fitted(said, width, size)
  return shown === said ? words(look, said, at) : e('g', {}, e('title', {}, said), words(look, shown, at))
}

export const line = (look: Drawn, x1: number, y1: number, x2: number, y2: number): ReportElement =>
  e('line', { class: look, x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2) })

const hued = (look: Drawn, hue: number | null) => (hue === null ? look : `${look} ${hueClass(hue)}`)

export const rect = (hue: number | null, x: number, y: number, width: number, height: number): ReportElement =>
  e('rect', { class: hued('bar', hue), x: px(x), y: px(y), width: px(width), height: px(height) })

export const disc = (look: 'dot' | 'ring', hue: number | null, cx: number, cy: number, r: number): ReportElement =>
  e('circle', { class: hued(look, hue), cx: px(cx), cy: px(cy), r: px(r) })

/** A mark that says what it is, and leads to what it counts where there is such a place. */
export function marked({ title, href }: Mark, ...parts: readonly ReportNode[]): ReportElement {
  const said = [e('title', {}, title), ...parts]
  return href === null ? e('g', {}, said) : e('a', { href, tabindex: '-1', 'aria-label': title }, said)
}

/** A drawing as a picture with a name. What leads somewhere in it would be out of reach in an `img`. */
export function picture(id: string, title: string, says: string, { height, parts }: Drawing): ReportElement {
  const leads = (node: ReportNode): boolean => typeof node !== 'string' && (node.tag === 'a' || node.children.some(leads))
  return e(
    'div',
    { class: 'picture' },
    e(
      'svg',
      // On a narrow page the drawing is scrolled by its keys.
      {
        viewBox: `0 0 ${WIDTH} ${px(height)}`,
        tabindex: '0',
        role: parts.some(leads) ? 'group' : 'img',
        'aria-labelledby': `${id}-title ${id}-desc`,
      },
      e('title', { id: `${id}-title` }, title),
      e('desc', { id: `${id}-desc` }, says),
      parts,
    ),
  )
}
