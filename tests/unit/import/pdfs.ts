// Writes PDF files: text where it is put, in fonts that need no file, and such files as no program would write. Letters of
// Courier are all 0.6 of their size wide, so that lines end where they are meant to.
import { createHash } from 'node:crypto'

type Lock = Readonly<{ user: string; owner: string }>
export type PdfParts = Readonly<{
  /** What is drawn on each page; see `at` and `lines`. */
  pages: readonly string[]
  info?: Readonly<Record<string, string>>
  xmp?: string
  lock?: Lock
  /** More entries of the catalogue and of each page. */
  catalogue?: string
  page?: string
  /** More objects, from number 20 on. */
  objects?: readonly string[]
  /** What the codes of font F6 stand for. */
  letters?: Readonly<Record<string, string>>
}>

const winAnsi: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '’': 0x92, '–': 0x96, '—': 0x97, '•': 0x95 }
const coded = (text: string): string => text.replace(/[“”’–—•]/g, (char) => String.fromCharCode(winAnsi[char] ?? 0))
const string = (text: string): string => `(${coded(text).replace(/[\\()]/g, '\\$&')})`

export type Set = Readonly<{ font?: 'F1' | 'F2' | 'F3' | 'F4' | 'F5' | 'F6'; size?: number; turn?: boolean }>
/** Courier is F1, bold F2, slanted F3, Times F4, Helvetica bold F5, Courier with letters of one's own F6. */
const fonts = ['Courier', 'Courier-Bold', 'Courier-Oblique', 'Times-Roman', 'Helvetica-Bold', 'Courier']

/** A line of text at a place: points from the left and from the lower edge. `turn`: running upwards. */
export const at = (x: number, y: number, text: string, { font = 'F1', size = 10, turn = false }: Set = {}): string =>
  `BT /${font} ${size} Tf ${turn ? '0 1 -1 0' : '1 0 0 1'} ${x} ${y} Tm ${string(text)} Tj ET\n`

/** Lines under each other. */
export const lines = (x: number, y: number, texts: readonly string[], set: Set & Readonly<{ leading?: number }> = {}): string =>
  texts.map((text, i) => at(x, y - i * (set.leading ?? 1.2 * (set.size ?? 10)), text, set)).join('')

/** Words in lines of so many letters at most; `^` where a word may be broken with a hyphen. */
export function wrapped(text: string, width: number): string[] {
  const found: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const plain = word.replaceAll('^', '')
    const room = width - line.length - (line === '' ? 0 : 1)
    const parts = word.split('^')
    let fits = parts.length - 1
    while (fits > 0 && parts.slice(0, fits).join('').length + 1 > room) fits -= 1
    if (plain.length <= room) line = line === '' ? plain : `${line} ${plain}`
    else if (fits > 0) {
      found.push(`${line === '' ? '' : `${line} `}${parts.slice(0, fits).join('')}-`)
      line = parts.slice(fits).join('')
    } else {
      found.push(line)
      line = plain
    }
  }
  return [...found, line]
}

function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (a: number, b: number) => {
    const kept = state[a] as number
    state[a] = state[b] as number
    state[b] = kept
  }
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] as number) + (key[i % key.length] as number)) & 255
    swap(i, j)
  }
  let [i, j] = [0, 0]
  return data.map((byte) => {
    i = (i + 1) & 255
    j = (j + (state[i] as number)) & 255
    swap(i, j)
    return byte ^ (state[((state[i] as number) + (state[j] as number)) & 255] as number)
  })
}

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
const latinOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`
const md5 = (...parts: readonly Uint8Array[]): Uint8Array => createHash('md5').update(Buffer.concat(parts)).digest()

const padding = Uint8Array.from(Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex'))
const padded = (password: string): Uint8Array => Uint8Array.from([...latin(password), ...padding].slice(0, 32))
const ID = latin('parallax-fixture')

/** The standard lock of 40 bits (ISO 32000-1, 7.6.3): its dictionary, and the key of an object. */
function locked({ user, owner }: Lock): { dictionary: string; key: (object: number) => Uint8Array } {
  const owned = rc4(md5(padded(owner)).subarray(0, 5), padded(user))
  const permissions = Uint8Array.from([0xfc, 0xff, 0xff, 0xff])
  const key = md5(padded(user), owned, permissions, ID).subarray(0, 5)
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${hex(owned)} /U ${hex(rc4(key, padding))} >>`,
    key: (object) => md5(key, Uint8Array.from([object & 255, (object >> 8) & 255, 0, 0, 0])).subarray(0, 10),
  }
}

const toUnicode = (letters: Readonly<Record<string, string>>): string => {
  const rows = Object.entries(letters).map(([code, text]) => {
    const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0'))
    return `<${code.charCodeAt(0).toString(16).padStart(2, '0')}> <${units.join('')}>`
  })
  return `/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange ${rows.length} beginbfchar ${rows.join('\n')} endbfchar endcmap end`
}

/** A PDF file of pages of 612 by 792 points. */
export function pdf({ pages, info = {}, xmp, lock, catalogue = '', page = '', objects = [], letters = {} }: PdfParts): Uint8Array {
  const cipher = lock === undefined ? undefined : locked(lock)
  const all = new Map<number, string>()
  const seal = (number: number, text: string) => (cipher === undefined ? text : latinOf(rc4(cipher.key(number), latin(text))))
  const stream = (number: number, content: string, entries = '') => {
    const sealed = seal(number, content)
    all.set(number, `<< ${entries} /Length ${sealed.length} >>\nstream\n${sealed}\nendstream`)
  }
  const first = 20 + objects.length
  const kids = pages.map((_, i) => first + 2 * i)
  all.set(1, `<< /Type /Catalog /Pages 2 0 R ${xmp === undefined ? '' : '/Metadata 4 0 R'} ${catalogue} >>`)
  all.set(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`)
  const entries = Object.entries(info).map(([key, value]) => `/${key} ${hex(latin(seal(3, coded(value))))}`)
  all.set(3, `<< ${entries.join(' ')} >>`)
  if (xmp !== undefined)
    stream(
      4,
      `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">${xmp}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
      '/Type /Metadata /Subtype /XML',
    )
  for (const [i, name] of fonts.entries()) {
    const mapped = i === 5 && Object.keys(letters).length > 0 ? '/ToUnicode 17 0 R' : ''
    all.set(10 + i, `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding ${mapped} >>`)
  }
  stream(17, toUnicode(letters))
  for (const [i, object] of objects.entries()) all.set(20 + i, object)
  const named = fonts.map((_, i) => `/F${i + 1} ${10 + i} 0 R`).join(' ')
  for (const [i, content] of pages.entries()) {
    const number = first + 2 * i
    all.set(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${number + 1} 0 R /Resources << /Font << ${named} >> /XObject << /Im 18 0 R >> >> ${page} >>`,
    )
    stream(number + 1, content)
  }
  stream(18, '\x80', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray')
  if (cipher !== undefined) all.set(19, cipher.dictionary)
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const places = new Map<number, number>()
  for (const [number, object] of [...all].sort(([a], [b]) => a - b)) {
    places.set(number, text.length)
    text += `${number} 0 obj\n${object}\nendobj\n`
  }
  const start = text.length
  const size = Math.max(...places.keys()) + 1
  text += `xref\n0 ${size}\n0000000000 65535 f \n`
  for (let number = 1; number < size; number += 1) {
    const place = places.get(number)
    text += place === undefined ? '0000000000 00000 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`
  }
  text += `trailer\n<< /Size ${size} /Root 1 0 R /Info 3 0 R /ID [${hex(ID)} ${hex(ID)}] ${lock === undefined ? '' : '/Encrypt 19 0 R'} >>\nstartxref\n${start}\n%%EOF\n`
  return latin(text)
}

/** “河水一切” and “日本語” in fonts that leave it to tables which letters their codes stand for. */
export function eastern(): Uint8Array {
  const font = (name: string, encoding: string, order: string) =>
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /${encoding} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (${order}) /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>] >>`
  const drawn = (code: string, y: number, own: string) => `BT /${own} 12 Tf 1 0 0 1 72 ${y} Tm <${code}> Tj ET\n`
  return pdf({
    pages: [drawn('BAD3CBAED2BBC7D0', 700, 'G') + drawn('93FA967B8CEA', 600, 'J')],
    page: '/Resources << /Font << /G 20 0 R /J 21 0 R >> >>',
    objects: [font('STSong-Light', 'GBK-EUC-H', 'GB1'), font('Ryumin-Light', '90ms-RKSJ-H', 'Japan1')],
  })
}
