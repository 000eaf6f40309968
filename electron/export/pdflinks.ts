// Links from numbers of highlights to their list and back. Chromium looks for the place of every part that is linked to once for each
// page, which for thousands of highlights takes longer than all the rest. So these links are printed as addresses, which say where they
// stand and where they lead; where each stands is known once they are on paper, and then they are made to lead there. So are links to what
// is printed by itself and joined with them later.
import type { ReportElement } from '../../shared/report/node.ts'
import type { PdfFile } from './pdffile.ts'

const ofHighlight = /^#(?:highlight|start)-\d+$/

/** A link as it is printed; `at`: the id of the part that it stands for. Links to `here`, but for those of highlights, stay as they are. */
export const printedHref = (href: string, at: string | undefined, here?: ReadonlySet<string>): string =>
  ofHighlight.test(href) || here?.has(href.slice(1)) === false ? `place:${at ?? ''}/${href.slice(1)}` : href

/** The ids that are in a part of a page, and those that its links, but for those of highlights, lead to. */
export function idsAndLinks(page: ReportElement): Readonly<{ ids: ReadonlySet<string>; links: ReadonlySet<string> }> {
  const [ids, links] = [new Set<string>(), new Set<string>()]
  const walk = ({ attributes: { id, href }, children }: ReportElement): void => {
    if (id !== undefined) ids.add(id)
    if (href !== undefined && !ofHighlight.test(href)) links.add(href.slice(1))
    for (const child of children) if (typeof child !== 'string') walk(child)
  }
  walk(page)
  return { ids, links }
}

const address = /\/A <<[^<>]*\/URI \(place:([\w-]*)\/([\w-]+)\)[^<>]*>>/g

/** Makes printed addresses lead to their places in the file. What leads nowhere is no link. */
export function writeLinks(file: PdfFile): void {
  const places = new Map<string, string>()
  const names = file.destinations()
  const links = file.pages().flatMap((page) => {
    const [, annotations = ''] = /\/Annots \[([^\]]*)\]/.exec(file.object(page)) ?? []
    return [...annotations.matchAll(/(\d+) 0 R/g)].flatMap(([, digits]) => {
      const number = Number(digits)
      const object = file.object(number)
      const [, at = '', to] = [...object.matchAll(address)][0] ?? []
      if (to === undefined) return []
      const [, top] = /\/Rect \[\S+ \S+ \S+ ([\d.]+)\]/.exec(object) ?? []
      // A link over two lines is two: the first counts.
      if (at !== '' && top !== undefined && !places.has(at)) places.set(at, `/Dest [${page} 0 R /XYZ 0 ${Number(top).toFixed(1)} 0]`)
      return [{ number, to }]
    })
  })
  for (const { number, to } of links) file.overwrite(number, address, places.get(to) ?? (names.has(to) ? `/Dest /${to}` : ''))
}
