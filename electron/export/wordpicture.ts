// The charts of a report as pictures for a Word document: SVG, and for programs that do not draw it PNG at twice its size. Both are in
// light colours and need no style sheet. The PNG is drawn by resvg in DejaVu Sans; wasm and fonts stand beside the bundle in the app, in
// their packages when run from source, and are read when there is a chart to draw.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fixedLook, hueIn } from '../../shared/charts/look.ts'
import type { Charts } from '../../shared/charts/model.ts'
import { attribute, content } from '../../shared/exchange/xml.ts'
import type { OnStep } from '../../shared/job.ts'
import { chartsSection } from '../../shared/report/charts.ts'
import type { Report } from '../../shared/report/model.ts'
import type { ReportElement, ReportNode } from '../../shared/report/node.ts'

export type WordPicture = Readonly<{ /** In pixels of the drawing. */ width: number; height: number; svg: string; png: Uint8Array }>

const FONTS = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf']
const FAMILY = 'DejaVu Sans Condensed'
const TWICE = 2
/** Words in letters that these fonts do not have. In the PNG dots stand for them. */
const foreign =
  /(?:[^\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Armenian}\p{sc=Georgian}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Zyyy}\p{sc=Zinh}]+ *)+(?<! )/gu

/** Run from source, packages are in the folder of the project: where it is run, or above the script that is run. */
const packages = ['node_modules', path.join(path.dirname(process.argv[1] ?? ''), '..', 'node_modules')]

/** A file that comes with a package. @throws Error when it is nowhere */
function fileOf(name: string, folder: string): Uint8Array {
  const places = [
    ...(typeof __dirname === 'string' ? [path.join(__dirname, 'pictures')] : []),
    ...packages.map((root) => path.join(root, folder)),
  ]
  const found = places.map((place) => path.join(place, name)).find((file) => existsSync(file))
  if (found === undefined) throw new Error(`${name} is missing`)
  return readFileSync(found)
}

let drawing: Promise<(svg: string) => Uint8Array> | undefined

/** Gives what draws SVG as PNG. It is made ready once. */
function ready(): Promise<(svg: string) => Uint8Array> {
  drawing ??= (async () => {
    const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
    await initWasm(fileOf('index_bg.wasm', '@resvg/resvg-wasm'))
    const font = {
      fontBuffers: FONTS.map((name) => fileOf(name, 'dejavu-fonts-ttf/ttf')),
      defaultFontFamily: FAMILY,
      sansSerifFamily: FAMILY,
    }
    return (svg: string) => {
      const picture = new Resvg(svg, { font, background: '#ffffff', fitTo: { mode: 'zoom', value: TWICE } })
      try {
        return picture.render().asPng()
      } finally {
        picture.free()
      }
    }
  })()
  return drawing
}

/** The pictures of the charts of a report, by what they are labelled by; none where it has no charts. */
export async function wordPictures(report: Report, onStep: OnStep = () => {}): Promise<ReadonlyMap<string, WordPicture>> {
  const { charts } = report
  if (charts === null || !report.sections.includes('charts')) return new Map()
  const drawn = chartsSection(report).flatMap((figure) => {
    const svg = svgIn(figure)
    const name = svg?.attributes['aria-labelledby']
    return svg === undefined || name === undefined ? [] : [{ name, svg }]
  })
  if (drawn.length === 0) return new Map()
  await onStep({ label: 'Drawing charts', done: 0, total: drawn.length })
  const pngOf = await ready()
  const pictures = new Map<string, WordPicture>()
  for (const { name, svg: node } of drawn) {
    await onStep({ label: 'Drawing charts', done: pictures.size, total: drawn.length })
    const [, , width = 0, height = 0] = (node.attributes.viewBox ?? '').split(' ').map(Number)
    const svgOf = (worded: (words: string) => string) => standing(node, charts, [width, height], worded)
    const png = pngOf(svgOf((words) => words.replace(foreign, '…')))
    pictures.set(name, { width, height, svg: svgOf((words) => words), png })
  }
  return pictures
}

/** The drawing in a figure. */
function svgIn(node: ReportElement): ReportElement | undefined {
  if (node.tag === 'svg') return node
  for (const child of node.children) {
    const found = typeof child === 'string' ? undefined : svgIn(child)
    if (found !== undefined) return found
  }
  return undefined
}

/** A drawing that stands by itself: what its classes mean is said in attributes, and nothing in it leads anywhere. */
function standing(
  node: ReportElement,
  { codes }: Charts,
  [width, height]: readonly [number, number],
  worded: (words: string) => string,
): string {
  const into: string[] = []
  const write = (each: ReportNode): void => {
    if (typeof each === 'string') {
      into.push(content(worded(each)))
      return
    }
    const { tag, attributes, children } = each
    if (tag === 'title' || tag === 'desc') return
    const { class: classes = '', id: _, href: _href, tabindex: _tab, 'aria-label': _label, ...own } = attributes
    const names = classes.split(' ')
    const look = tag === 'svg' ? {} : fixedLook(names, hueIn(names, codes))
    const shape = tag === 'a' ? 'g' : tag
    into.push(`<${shape}`)
    if (tag === 'svg')
      into.push(
        ` xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Arial, sans-serif"`,
      )
    else for (const [name, value] of Object.entries({ ...own, ...look })) into.push(` ${name}="${attribute(String(value))}"`)
    into.push('>')
    for (const child of children) write(child)
    into.push(`</${shape}>`)
  }
  write(node)
  return into.join('')
}
