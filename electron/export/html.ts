// A report as one file: a page that runs no script and asks for nothing; its data stand in it as JSON-LD. Its policy forbids everything but the style sheet that
// stands in it, named by its hash. Text becomes markup here and nowhere else.
import { createHash } from 'node:crypto'
import type { Report } from '../../shared/report/model.ts'
import type { ReportElement, ReportNode } from '../../shared/report/node.ts'
import { reportPage } from '../../shared/report/page.ts'
import { reportStyle } from '../../shared/report/style.ts'
import { evidenceOf } from './evidence.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;', '\0': '\ufffd' }

/** Text as it is written between tags and in quoted attributes. A parser takes a NUL for an error and a bare CR for LF. */
const escaped = (text: string): string => text.replace(/[&<>"\r\0]/g, (character) => entities[character] as string)

type HrefOf = (href: string, at: string | undefined) => string

/** `at`: the id of the part that it begins. */
const opening = ({ tag, attributes }: ReportElement, hrefOf: HrefOf = (href) => href, at?: string): string =>
  `<${tag}${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(name === 'href' ? hrefOf(value, attributes.id ?? at) : value)}"`)
    .join('')}>`

function write(node: ReportNode, into: string[], hrefOf: HrefOf | undefined, at?: string): void {
  if (typeof node === 'string') {
    into.push(escaped(node))
    return
  }
  into.push(opening(node, hrefOf, at))
  // A parser drops a line break right after <pre>.
  if (node.tag === 'pre') into.push('\n')
  for (const [i, child] of node.children.entries()) write(child, into, hrefOf, i === 0 ? node.attributes.id : undefined)
  into.push('</', node.tag, '>')
  if (ownLine.has(node.tag)) into.push('\n')
}

const ownLine: ReadonlySet<string> = new Set([
  'div',
  'header',
  'section',
  'table',
  'tr',
  'li',
  'ol',
  'ul',
  'nav',
  'h2',
  'h3',
  'caption',
  'figure',
  'svg',
  'details',
  'thead',
])

const frame = `html { background: #fdfcfa; color-scheme: light dark }
body { margin: 0 }
main:focus { outline: none }
.skip { position: absolute; inset-inline-start: -100vw; padding: .6em 1em; background: #fff; color: #1d1c1a; font: 14px system-ui, sans-serif }
.skip:focus { inset-inline-start: 1em; top: 1em }
@media screen and (prefers-color-scheme: dark) { html { background: #17181b } }
@media print { html { background: none } .skip { display: none } }
`

const numbers = `@page { @bottom-center { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif; color: #555 } }
`

/** A part of a report that goes on where another ends. */
const onTop = `.report > :first-child, .report > :first-child > :first-child { margin-top: 0 }
`

/** A page that is made to be printed by us, by what numbers the sheets itself. */
type Paper = Readonly<{
  /** The report or a part of it. */
  page: ReportElement
  /** Ids of what the printed file has to find again: Chromium keeps the places of those that something leads to. */
  kept: readonly string[]
  /** A link as it is printed; `at`: the id of the part that it stands for, itself or the one that begins with it. */
  hrefOf: HrefOf
}>

/** Writes a report as a complete HTML file. The same report gives the same bytes. */
export const reportHtml = (report: Report, paper?: Paper): string => [...htmlPieces(report, paper)].join('')

/** The same, section by section: a long report need not stand in one string. */
export function* htmlPieces(report: Report, paper?: Paper): Generator<string> {
  const page = paper?.page ?? reportPage(report)
  const style = frame + (paper === undefined ? numbers : '') + reportStyle(report) + (paper === undefined ? '' : onTop)
  const hash = createHash('sha256').update(style).digest('base64')
  yield* [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n',
    `<meta name="generator" content="Parallax ${escaped(report.version)}">\n<title>${escaped(report.title)}</title>\n<style>${style}</style>\n</head>\n`,
    '<body>\n<a class="skip" href="#report">Skip to the report</a>\n<main id="report" tabindex="-1">\n',
  ]
  yield opening(page)
  for (const section of page.children) {
    const parts: string[] = []
    write(section, parts, paper?.hrefOf)
    yield parts.join('')
  }
  const links = (paper?.kept ?? []).map((id) => `<a href="#${escaped(id)}"></a>`)
  if (links.length > 0) yield `<p hidden>${links.join('')}</p>\n`
  yield `</${page.tag}>\n</main>\n`
  if (paper === undefined) {
    const data = JSON.stringify(evidenceOf(report, page)).replaceAll('<', '\\u003c')
    yield `<script type="application/ld+json">${data}</script>\n`
  }
  yield '</body>\n</html>\n'
}
