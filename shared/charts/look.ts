// How charts look. What a class of a drawing means stands in one table: as style it follows the page, light or dark (chartStyle);
// as attributes it is fixed in light colours, for pictures that no style sheet goes with (fixedLook).
import type { Charts } from './model.ts'

type Ink = 'ink' | 'soft' | 'rule' | 'fine' | 'paper' | 'link'
/** `hue` is the colour of the code that is shown, `link` where it is none. */
type Look = Readonly<{ fill?: Ink | 'hue' | 'none'; stroke?: Ink | 'hue'; opacity?: number; wide?: number; size?: number; bold?: true }>

export const looks = {
  name: { fill: 'ink', size: 12 },
  head: { fill: 'soft', size: 11 },
  value: { fill: 'ink', size: 11 },
  letter: { fill: 'soft', size: 11, bold: true },
  tick: { stroke: 'fine', wide: 1 },
  base: { stroke: 'rule', wide: 1 },
  nil: { fill: 'soft', size: 11 },
  bar: { fill: 'hue' },
  dot: { fill: 'hue', opacity: 0.36 },
  ring: { fill: 'none', stroke: 'hue', wide: 1.5 },
} as const satisfies Record<string, Look>
export type Drawn = keyof typeof looks

const lightInks: Readonly<Record<Ink, string>> = {
  ink: '#1d1c1a',
  soft: '#5c5953',
  rule: '#b9b4a8',
  fine: '#e2dfd8',
  paper: '#ffffff',
  link: '#23527f',
}
const UNKNOWN = '#6b7280'
const hueOf = (color: string) => (/^#[0-9a-f]{6}$/i.test(color) ? color : UNKNOWN)

/** Half way from a colour to white, so that it can be seen on a dark page. */
export function lighten(color: string): string {
  const channel = (at: number) => Math.round((Number.parseInt(color.slice(at, at + 2), 16) + 255) / 2)
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`
}

const paint = (ink: Ink | 'hue' | 'none') => (ink === 'hue' ? 'var(--hue, var(--link))' : ink === 'none' ? 'none' : `var(--${ink})`)

function rule([name, { fill, stroke, opacity, wide, size, bold }]: [string, Look]): string {
  const said = [
    fill === undefined ? '' : `fill: ${paint(fill)}`,
    opacity === undefined ? '' : `fill-opacity: ${opacity}`,
    stroke === undefined ? '' : `stroke: ${paint(stroke)}`,
    wide === undefined ? '' : `stroke-width: ${wide}`,
    size === undefined ? '' : `font-size: ${size}px`,
    bold === undefined ? '' : 'font-weight: 600',
  ]
  return `.chart svg .${name} { ${said.filter((each) => each !== '').join('; ')} }`
}

/** The class of the colour of a code, by its place among the codes of the charts. */
export const hueClass = (place: number): string => `hue-${place}`

/**
 * The style of the figures. Where they stand must say what `--ink`, `--soft`, `--rule`, `--fine`, `--paper`, `--link` and `--sans` are.
 */
export const chartStyle = ({ codes }: Pick<Charts, 'codes'>): string =>
  [
    frame,
    ...Object.entries(looks).map(rule),
    ...codes.map(({ color }, place) => `.chart .${hueClass(place)} { --hue: ${hueOf(color)} }`),
    '@media screen and (prefers-color-scheme: dark) {',
    ...codes.map(({ color }, place) => `  .chart .${hueClass(place)} { --hue: ${lighten(hueOf(color))} }`),
    '}',
    forced,
  ].join('\n')

const frame = `.chart { margin: 0 0 3em; max-width: 60em }
.chart figcaption { font: .8125em/1.45 var(--sans); color: var(--soft); margin-bottom: .8em; max-width: 58em }
.chart .picture { overflow-x: auto }
.chart svg { display: block; width: 100%; min-width: 34em; max-width: 60em; height: auto; font-family: var(--sans); font-variant-numeric: tabular-nums; break-inside: avoid }
.chart svg a:hover .bar, .chart svg a:hover .dot { fill: var(--ink); fill-opacity: 1 }
.chart svg a:hover .ring { stroke: var(--ink); stroke-width: 3 }
.chart svg a:hover .dot + .value { fill: var(--paper) }
.chart h3 { break-after: avoid }
.chart details { margin-top: .8em }
.chart summary { font: .8125em/1.5 var(--sans); color: var(--soft); cursor: default; width: fit-content; border-radius: 3px; padding: .1em .4em .1em 0 }
.chart .beyond { overflow-x: auto }
.chart :is(.more, .zero) { color: var(--soft) }
.chart svg a { text-decoration: none }`

/** In colours that the reader chose, shapes are drawn in the colour of text. */
const forced = `@media (forced-colors: active) {
  .chart svg .bar { fill: CanvasText }
  .chart svg .dot { fill: CanvasText; fill-opacity: .2 }
  .chart svg .ring { stroke: CanvasText }
  .chart svg text { fill: CanvasText }
  .chart svg .tick { stroke: CanvasText; stroke-opacity: .3 }
  .chart svg .base { stroke: CanvasText }
}`

/** What the classes of an element mean as attributes, in light colours. `color` tells the colour of a code by its place. */
export function fixedLook(classes: readonly string[], hue: string | undefined): Readonly<Record<string, string>> {
  const at = (ink: Ink | 'hue' | 'none') => (ink === 'none' ? ink : ink === 'hue' ? (hue ?? lightInks.link) : lightInks[ink])
  const attributes: Record<string, string> = {}
  for (const name of classes) {
    if (!(name in looks)) continue
    const { fill, stroke, opacity, wide, size, bold }: Look = looks[name as Drawn]
    if (fill !== undefined) attributes.fill = at(fill)
    if (opacity !== undefined) attributes['fill-opacity'] = String(opacity)
    if (stroke !== undefined) attributes.stroke = at(stroke)
    if (wide !== undefined) attributes['stroke-width'] = String(wide)
    if (size !== undefined) attributes['font-size'] = String(size)
    if (bold) attributes['font-weight'] = '700'
  }
  return attributes
}

/** The colour of a code as a class names it, on white. */
export function hueIn(classes: readonly string[], codes: Charts['codes']): string | undefined {
  const [place] = classes.flatMap((name) => /^hue-(\d+)$/.exec(name)?.[1] ?? [])
  const code = place === undefined ? undefined : codes[Number(place)]
  return code === undefined ? undefined : hueOf(code.color)
}
