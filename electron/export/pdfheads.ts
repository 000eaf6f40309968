// The head and foot of each page: the report's title, the section that the page is in, and its number. Chromium sets up a document of its
// own for the head and foot of each page, which takes as long as the page, and cannot name sections. So heads are printed by themselves, one
// to a page, when the pages have been counted, and laid over the pages of the report: each as a picture made of text (a form, ISO
// 32000-1, 8.10) with its fonts, told apart from the content of the page for those who hear it read.
import { PdfFile } from './pdffile.ts'

const style = `@page { size: A4; margin: 0 }
html, body, p { margin: 0 }
body { font: 8pt sans-serif; color: #555 }
div { display: flex; flex-wrap: wrap; box-sizing: border-box; height: 296mm; padding: 5mm 16mm 6mm; align-content: space-between; justify-content: space-between; break-after: page }
div:last-child { break-after: auto }
p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 48% }
.section { text-align: end }
.number { width: 100%; text-align: center }`

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Pages whose heads are printed at once: what Chromium takes for each grows with their number. */
const AT_ONCE = 100

/** Heads and feet as they are printed, for each of `names` the page of that section; the first is page `from` of `all`, counted from 0. */
const sheets = (title: string, names: readonly string[], from: number, all: number) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title></title><style>${style}</style>${names
    .map(
      (name, i) =>
        `<div aria-hidden="true"><p dir="auto">${escaped(title)}</p><p class="section" dir="auto">${escaped(name)}</p><p class="number">${from + i + 1} / ${all}</p></div>`,
    )
    .join('')}`

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

/** Puts heads and feet on the pages of `file`, where it is put together as it should be. */
export async function writeHeads(
  file: PdfFile,
  title: string,
  sections: readonly Section[],
  print: (html: string) => Promise<Uint8Array>,
): Promise<void> {
  const pages = file.pages()
  const names = sectionsOfPages(file, pages, sections).map((section) => sections[section ?? -1]?.name ?? '')
  const forms: (number | undefined)[] = []
  for (let from = 0; from < pages.length; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE)
    const heads = PdfFile.read(await print(sheets(title, some, from, pages.length)))
    const printed = heads?.pages() ?? []
    if (heads === null || printed.length !== some.length) return
    const taken = new Map<number, number>()
    forms.push(...printed.map((number) => form(file, heads, heads.object(number), taken)))
  }
  const [before, after] = ['q', 'Q /Artifact <</Type /Pagination>> BDC q /Head Do Q EMC'].map((words) =>
    file.add(`<</Length ${words.length}>> stream\n${words}\nendstream`),
  )
  for (const [i, number] of pages.entries()) {
    const head = forms[i]
    const object = file.object(number)
    const named = object.includes('/XObject <<')
      ? object.replace('/XObject <<', `/XObject <</Head ${head} 0 R `)
      : object.replace('/Resources <<', `/Resources <</XObject <</Head ${head} 0 R>> `)
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
