// How a report looks, on the screen in light and dark and on A4 paper. All of it is one style sheet, because the policy of
// an exported page names that sheet by its hash and allows no other style, not even in an attribute: so what differs from
// report to report, the colours of codes and the number of lanes, are classes made here. Nothing is positioned: a browser keeps a
// layer for each such element and goes through all of them for every page that it prints.
import { chartStyle, lighten } from '../charts/look.ts'
import { assignLanes } from '../segments.ts'
import type { Report } from './model.ts'

const UNCODED = '#6b7280'

/** The class that carries a code's colours, by its place in the report; highlights without a code have one of their own. */
export const codeClass = (place: number | null): string => (place === null ? 'code-none' : `code-${place}`)
/** The class of a highlight's underline, by its lane. */
export const laneClass = (lane: number): string => `lane-${lane}`
/** The class of a block that needs room for so many underlines. */
export const deepClass = (lanes: number): string => `deep-${lanes}`

/** The style sheet of a report: the same for the exported page and for the screen. */
export function reportStyle({ articles, codes, charts }: Report): string {
  const colors: [string, string][] = [
    [codeClass(null), UNCODED],
    ...codes.map(({ color }, place): [string, string] => [codeClass(place), /^#[0-9a-f]{6}$/i.test(color) ? color : UNCODED]),
  ]
  let deepest = 0
  for (const { highlights } of articles) for (const lane of assignLanes(highlights).values()) deepest = Math.max(deepest, lane)
  const lanes = Array.from({ length: deepest + 1 }, (_, lane) => lane)
  return [
    base,
    ...colors.map(([name, color]) => `.${name} { --line: ${color}; --tint: ${color}26 }`),
    '@media screen and (prefers-color-scheme: dark) {',
    ...colors.map(([name, color]) => `  .${name} { --line: ${lighten(color)}; --tint: ${color}5c }`),
    '}',
    ...lanes.map((lane) => `.${laneClass(lane)} { text-underline-offset: ${(0.2 + 0.2 * lane).toFixed(1)}em }`),
    ...lanes.map((lane) => `.report .${deepClass(lane + 1)} .words { line-height: ${(1.6 + 0.2 * lane).toFixed(1)} }`),
    ...(charts === null ? [] : [chartStyle(charts)]),
    '',
  ].join('\n')
}

const base = `.report {
  --ink: #1d1c1a; --soft: #5c5953; --rule: #cfcac1; --fine: #e6e2da; --paper: #fdfcfa; --link: #2b4f81;
  --gone: #9b2c1f; --gone-tint: #9b2c1f1a; --new: #1f6b3a; --new-tint: #1f6b3a1a;
  --serif: 'Source Serif 4 Variable', 'Source Serif 4', Charter, 'Bitstream Charter', Georgia, 'Noto Naskh Arabic Variable', 'Noto Serif Hebrew Variable', serif;
  --sans: 'Inter Variable', Inter, system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;
  box-sizing: border-box; max-width: 61em; margin: 0 auto; padding: 3.5em 2.5em 5em;
  background: var(--paper); color: var(--ink); font: 16px/1.5 var(--serif); font-kerning: normal;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; overflow-wrap: break-word; hyphens: manual;
}
.report *, .report *::before { box-sizing: border-box }
.report a { color: var(--link); text-decoration: none }
.report a:hover { text-decoration: underline }
.report p a { text-decoration: underline .06em; text-underline-offset: .18em }
.report a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px }
.report ul, .report ol { list-style: none; margin: 0; padding: 0 }
.report li { text-align: start }
.report p, .report pre, .report blockquote { margin: 0 }
.report p.counting { color: var(--soft); font: .8em / 1.45 var(--sans); margin-top: .6em }
.report .none { color: var(--soft); font-style: italic }

.report .head { border-bottom: 1px solid var(--ink); padding-bottom: 1.1em }
.report .kicker, .report .about, .report .contents, .report .evidence, .report .margin, .report .labels, .report table, .report .kind { font-family: var(--sans) }
.report .kicker { color: var(--soft); font-size: .8125em; letter-spacing: .04em }
.report h1 { font-size: 2em; font-weight: 600; line-height: 1.2; letter-spacing: -.01em; margin: .25em 0 .45em; text-wrap: balance }
.report h1 .versus { color: var(--soft); font-weight: 400; font-style: italic }
.report .about { color: var(--soft); font-size: .8125em }
.report .contents { font-size: .8125em; padding: .8em 0 }
.report .contents ol { display: flex; flex-wrap: wrap; gap: .7em 1.5em }
.report .authors { margin-top: .4em }
.report .lettered { margin-top: 1em; font-size: .9375em }
.report .lettered li { padding-inline-start: 1.8em; text-indent: -1.8em }
.report .lettered .letter { display: inline-block; min-width: 1.8em; text-indent: 0; font: 600 .875em var(--sans); color: var(--soft) }
.report .lettered time { display: inline-block; max-width: 100%; text-indent: 0 }
.report .abstract { margin-top: .8em; max-width: 42em }
.report .prose { white-space: pre-line; max-width: 42em; margin-bottom: .8em }
.report .quotations > li { padding: .5em 0; border-top: 1px solid var(--fine); max-width: 50em }
.report .quotations blockquote { white-space: pre-line }
.report .part { margin-top: 3em }
.report h2 { font-size: 1.375em; font-weight: 600; line-height: 1.25; margin: 0 0 .8em }
.report h4 { font-size: .9375em; font-weight: 600; line-height: 1.3; margin: 1.6em 0 .6em }
.report h3 { font-size: 1.0625em; font-weight: 600; line-height: 1.3; margin: 2.2em 0 .8em }
.report .origin { color: var(--soft); font-style: italic; margin: -.7em 0 1.6em }
.report .check p { max-width: 42em; font-size: .9375em; margin-bottom: .8em }

.report table { width: 100%; border-collapse: collapse; font-size: .8125em; line-height: 1.4; border-block: 1.5px solid var(--ink); margin-bottom: 2em; font-variant-numeric: lining-nums }
.report caption { text-align: start; color: var(--soft); padding-bottom: .6em }
.report th, .report td { text-align: start; vertical-align: baseline; padding: .42em .9em .42em 0; font-weight: 400 }
.report tr > :last-child { padding-inline-end: 0 }
.report table [dir] { overflow-wrap: anywhere }
.report :is(p, ul, ol) + table { margin-top: 1.6em }
.report thead th { color: var(--soft); vertical-align: bottom }
.report thead tr:last-child > *, .report thead th[rowspan] { border-bottom: 1px solid var(--ink) }
.report thead .group { text-align: center; border-bottom: 1px solid var(--rule) }
.report tbody tr + tr > * { border-top: 1px solid var(--fine) }
.report th.number, .report td.number { text-align: end }
.report td.number { white-space: nowrap; font-variant-numeric: tabular-nums lining-nums }
.report .sources { table-layout: fixed }
.report .sources tr > :first-child { color: var(--soft); width: 11.5em }
.report .address, .report .hash { overflow-wrap: anywhere }
.report .hash { font: .92em ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace }
.report .codes tbody th { min-width: 13em }
.report .codes .path, .report .codes .key { display: block; color: var(--soft); font-size: .9em }
.report .codes .key { padding-inline-start: 1.15em }
.report .codes tr > .definition { padding-inline-start: 1.2em; min-width: 14em }
.report .begins, .report table .title { font-family: var(--serif); font-size: 1.07em }

.report .label { display: inline-block; max-width: 100%; padding-inline-start: 1.15em; color: var(--ink) }
.report .patch { display: inline-block; margin-inline: -1.15em .4em; width: .75em; height: .75em; border-radius: 2px; background: var(--line) }

.report .block { display: grid; grid-template-columns: minmax(0, 38em) minmax(0, 1fr); column-gap: 2em; margin-bottom: .95em }
.report .block .words { grid-column: 1; font: inherit; font-size: 1.0625em; line-height: 1.6; margin: 0; white-space: pre-line }
.report .title h3.words { font-size: 1.375em; font-weight: 600; line-height: 1.3 }
.report .heading h3.words { font-weight: 600 }
.report .quote .words { padding-inline-start: 1.5em; border-inline-start: 2px solid var(--rule) }
.report .item .words { padding-inline-start: 1.5em }
.report .item .words::before { content: '•'; display: inline-block; width: 1.05em; margin-inline-start: -1.05em; color: var(--soft) }
.report .level-2 .words { margin-inline-start: 1.5em }
.report .preformatted .words, .report .block.table .words { font-size: .9em; white-space: pre-wrap }
.report .zone-byline .words, .report .zone-dateline .words, .report .zone-caption .words, .report .zone-footnote .words, .report .zone-boilerplate .words { color: var(--soft); font-size: .9em }
.report mark { color: var(--ink); background: var(--tint); text-decoration: underline solid var(--line) .13em; text-decoration-skip-ink: none }
.report .start { font: 600 .66em/0 var(--sans); margin-inline: .1em .12em; user-select: none }
.report .start a { color: var(--ink); text-decoration: none }

.report .margin { grid-column: 2; font-size: .75em; line-height: 1.4; padding-top: .45em }
.report .margin li { display: flex; flex-wrap: wrap; gap: 0 .6em; padding-inline-start: 2em; margin-bottom: .25em }
.report .margin .number { display: flex; flex: none; justify-content: flex-end; width: 1.5em; margin-inline: -2em -.1em; font-weight: 600; font-variant-numeric: tabular-nums }
.report .margin .goes-on, .report .margin .goes-on .label, .report .margin .goes-on a { color: var(--soft); font-style: italic }
.report .margin .zone { color: var(--soft); font-style: italic }
.report .margin .passage { border-inline-start: 2px solid var(--rule); padding-inline-start: .55em; margin-inline-start: 1.35em }

.report .highlights > li { padding: .9em 0 .95em 2.6em; border-top: 1px solid var(--fine); max-width: 50em }
.report .highlights > li:last-child { border-bottom: 1px solid var(--fine) }
.report .highlights .number { float: left; width: 1.8em; margin-left: -2.97em; text-align: end; font: 600 .875em/1.75 var(--sans); font-variant-numeric: tabular-nums }
.report .highlights blockquote, .report .side blockquote { white-space: pre-line }
.report :is(.highlights, .quotations) .context { color: var(--soft) }
.report :is(.highlights, .quotations) .quote { text-decoration: underline solid var(--rule) .1em; text-underline-offset: .25em; text-decoration-skip-ink: none }
.report .labels { font-size: .8125em; margin-top: .45em }
.report .labels .label { margin-inline-end: .7em }
.report .note { margin-top: .45em; padding-inline-start: .8em; border-inline-start: 2px solid var(--rule); font-style: italic; white-space: pre-wrap }
.report .note.formatted { font-style: normal; white-space: normal }
.report .note.formatted p { white-space: pre-line }
.report .note.formatted > * + * { margin-top: .35em }
.report .note.formatted :is(ul, ol) { padding-inline-start: 1.4em }
.report .note.formatted ul { list-style: disc }
.report .note.formatted ol { list-style: decimal }
.report .evidence { color: var(--soft); font-size: .75em; margin-top: .5em }

.report .shared-passage { margin-bottom: 2em }
.report .shared-passage h3 { margin-top: 1.6em }
.report .kind { color: var(--soft); font-weight: 400; font-size: .8em; margin-inline-start: .35em }
.report .sides { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2.2em }
.report .side blockquote { font-size: .9375em; line-height: 1.5 }
.report :is(.statements, .ledger) { table-layout: fixed }
.report .statements tr > :first-child { width: 6.5em; white-space: normal }
.report .ledger tr > :first-child { width: 18% }
.report .ledger tr > :last-child { width: 6.5em; white-space: normal }
.report :is(.statements, .ledger) td { vertical-align: top; padding-inline-end: 1.5em }
.report :is(.statements, .ledger) blockquote { font-family: var(--serif); font-size: 1.07em; white-space: pre-line }
.report :is(.statements, .ledger) .evidence { margin: 0 0 .2em }
.report .both .side { max-width: 42em }
.report .side .evidence { margin: 0 0 .4em; break-after: avoid }
.report del { color: var(--gone); background: var(--gone-tint); text-decoration: line-through .08em }
.report ins { color: var(--new); background: var(--new-tint); text-decoration: underline .1em; text-underline-offset: .18em; text-decoration-skip-ink: none }

.report :is(.beside, .verdicts, .codebook) td { vertical-align: top; padding-inline-end: 1.5em }
.report :is(.beside, .verdicts, .codebook, .ledger) th { vertical-align: top }
.report .beside { table-layout: fixed }
.report .beside tr > :first-child { width: 20% }
.report .beside tr > :nth-child(4) { width: 18% }
.report .beside blockquote, .report .beside .figure { font-family: var(--serif); font-size: 1.07em; white-space: pre-line }
.report .beside td > * + blockquote, .report .beside .evidence + .figure { margin-top: .5em }
.report .beside .evidence { margin: .1em 0 0; font-size: .92em }
.report :is(.beside, .verdicts, .codebook, .ledger) .prose { margin: 0; max-width: none }
.report td > p + .prose { margin-top: .25em }
.report .method > p { max-width: 42em; margin-bottom: .5em }
.report :is(.beside, .ledger) .prose { font-style: italic }
.report .judged { font-weight: 600 }
.report :is(.coder, .fact) { color: var(--soft); font-weight: 400 }
.report .codebook tr > :first-child { width: 16em }
.report .codebook :is(.path, .key) { display: block; color: var(--soft); font-size: .9em }
.report .facts { display: flex; flex-wrap: wrap; gap: 0 1.2em; font: .8125em / 1.45 var(--sans); margin-top: .45em }
.report .facts a { text-decoration: underline }
.report .orphans > li { padding: .5em 0; border-top: 1px solid var(--fine); max-width: 50em }
.report .rules { list-style: disc; padding-inline-start: 1.4em; font-size: .9375em; margin-bottom: .8em }
.report td > ul > li + li { margin-top: .3em }
.report .pair .letter { color: var(--soft) }
.report .part > p.none { margin-bottom: 1.2em }
@media screen and (prefers-color-scheme: dark) {
  .report {
    --ink: #e6e2da; --soft: #a5a097; --rule: #4c4943; --fine: #35332f; --paper: #17181b; --link: #9dbde8;
    --gone: #f0a094; --gone-tint: #f0a0941f; --new: #8fd0a4; --new-tint: #8fd0a41f;
  }
}
@media (prefers-contrast: more) {
  .report { --soft: var(--ink); --rule: var(--ink); --fine: var(--soft) }
}
@media (forced-colors: active) {
  .report .patch, .report mark { forced-color-adjust: none }
  .report mark { color: CanvasText; background: Canvas }
}
@media screen and (max-width: 52em) {
  .report .beside { font-size: .72em }
  .report .beside tr > :nth-child(4) { width: 24% }
  .report .beside td { padding-inline-end: .6em }
  .report th, .report td { padding-inline-end: .6em }
  .report table:not(.beside, .sources) [dir] { overflow-wrap: break-word }
  .report :is(.beside, .sources) :is(th, td) { overflow-wrap: anywhere }
  .report table:not(.beside, .sources) { display: block; overflow-x: auto; border-top: 0 }
  .report table:not(.beside, .sources) caption { display: block }
  .report .codes tbody th { min-width: 9em }
  .report .sources tr > :first-child { width: 30% }
  .report { padding: 1.5em 1.1em 3em }
  .report .block, .report .sides { display: block }
  .report .sides > * + * { margin-top: 1em }
}
@page { size: A4; margin: 17mm 16mm 19mm }
@media print {
  .report { --paper: transparent; font-size: 9.75pt; max-width: none; padding: 0; orphans: 3; widows: 3 }
  .report .contents { display: none }
  .report a, .report p a { color: inherit; text-decoration: none }
  .report .part { margin-top: 2.2em }
  .report [id^='article-'] { break-before: page; margin-top: 0 }
  .report :is(h2, h3, h4, caption, .origin, thead, thead tr) { break-after: avoid }
  .report :is(h2, h3, h4) { break-inside: avoid }
  .report tbody tr:first-child { break-before: avoid }
  .report thead { display: table-header-group }
  .report tr, .report :is(.highlights, .quotations) li, .report .title, .report .heading, .report .picture { break-inside: avoid }
  .report .chart figcaption { break-inside: avoid; break-after: avoid }
  .report .chart summary { display: none }
  .report .chart :is(.picture, .beyond) { overflow: visible }
  .report .chart svg { min-width: 0 }
  .report .block { grid-template-columns: minmax(0, 1fr) 44mm; column-gap: 6mm }
  .report .block .words { font-size: 1em; line-height: 1.5 }
}
`
