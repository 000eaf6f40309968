// The section that a page is in, at the head of each page. Chromium puts the same words at the head of all pages, so the names of the
// sections are printed by themselves, one to a page, and each of those pages is laid over the pages of its section: as a picture made
// of text (a form, ISO 32000-1, 8.10) with its own fonts, told apart from the content of the page for those who hear it read.
import { PdfFile } from './pdffile.ts'

/** How a page of names is printed. The title of the report has the left of the same line. */
const page = (names: readonly string[]) => `<!doctype html><html lang="en"><meta charset="utf-8"><title></title><style>
@page { size: A4; margin: 0 }
html, body { margin: 0 }
p { box-sizing: border-box; height: 290mm; margin: 0; padding: 5mm 16mm 0 120mm; text-align: end; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font: 8pt sans-serif; color: #555; break-after: page }
p:last-child { break-after: auto }
</style>${names.map((name) => `<p dir="auto" aria-hidden="true">${name.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>`).join('')}`

type Section = Readonly<{ name: string; id: string }>

/** For each page, the place among `sections` of the first that begins on it, else of the one that it goes on with. */
function sectionsOfPages(file: PdfFile, pages: readonly number[], sections: readonly Section[]): (number | undefined)[] {
  const places = file.destinations()
  const begins = new Map<number, { section: number; height: number }[]>()
  for (const [section, { id }] of sections.entries()) {
    const at = places.get(id)
    if (at !== undefined) begins.set(at.page, [...(begins.get(at.page) ?? []), { section, height: at.height }])
  }
  let now: number | undefined
  return pages.map((page) => {
    const here = (begins.get(page) ?? []).toSorted((one, other) => other.height - one.height)
    const shown = here[0]?.section ?? now
    now = here.at(-1)?.section ?? now
    return shown
  })
}

/** Puts the names of sections at the heads of the pages of `file`, where it is put together as it should be. */
export async function writeHeads(file: PdfFile, sections: readonly Section[], print: (html: string) => Promise<Uint8Array>): Promise<void> {
  const pages = file.pages()
  const shown = sectionsOfPages(file, pages, sections)
  if (sections.length === 0 || shown.every((section) => section === undefined)) return
  const heads = PdfFile.read(await print(page(sections.map(({ name }) => name))))
  const printed = heads?.pages() ?? []
  if (heads === null || printed.length !== sections.length) return
  const taken = new Map<number, number>()
  const forms = printed.map((number) => form(file, heads, heads.object(number), taken))
  const [before, after] = ['q', 'Q /Artifact <</Type /Pagination>> BDC q /Section Do Q EMC'].map((words) =>
    file.add(`<</Length ${words.length}>> stream\n${words}\nendstream`),
  )
  for (const [i, number] of pages.entries()) {
    const head = forms[shown[i] ?? -1]
    const object = file.object(number)
    const named = object.includes('/XObject <<')
      ? object.replace('/XObject <<', `/XObject <</Section ${head} 0 R `)
      : object.replace('/Resources <<', `/Resources <</XObject <</Section ${head} 0 R>> `)
    const whole = named.replace(/\/Contents (\d+ 0 R)/, `/Contents [${before} 0 R $1 ${after} 0 R]`)
    if (head !== undefined && named !== object && whole !== named) file.put(number, whole)
  }
}

/** A page of another file as a form in this one; `undefined` where its content is not one stream. */
function form(file: PdfFile, from: PdfFile, page: string, taken: Map<number, number>): number | undefined {
  const [, box] = /\/MediaBox (\[[^\]]*\])/.exec(page) ?? []
  const [, number] = /\/Contents (\d+) 0 R/.exec(page) ?? []
  const content = from.object(Number(number ?? 0))
  const resources = dictionaryAfter(page, '/Resources ')
  if (box === undefined || resources === '' || !content.startsWith('<<')) return undefined
  return file.add(`<</Type /XObject /Subtype /Form /BBox ${box} /Resources ${file.takeOver(from, resources, taken)} ${content.slice(2)}`)
}

/** The whole dictionary that stands after a name; empty where none does. */
function dictionaryAfter(object: string, name: string): string {
  const start = object.indexOf(`${name}<<`)
  if (start < 0) return ''
  let depth = 0
  for (const { 0: sign, index } of object.slice(start).matchAll(/<<|>>/g)) {
    depth += sign === '<<' ? 1 : -1
    if (depth === 0) return object.slice(start + name.length, start + index + 2)
  }
  return ''
}
