// The formats that can be opened. A file is told by how it begins where its format has such a sign, else by its name's ending.
import { readDocx } from './docx.ts'
import { readEpub } from './epub.ts'
import { extensions } from './extensions.ts'
import { readHtml } from './html.ts'
import { readJson } from './json.ts'
import { isMailbox, readMail } from './mail.ts'
import { readMarkdown } from './markdown.ts'
import { isMhtml, readMhtml } from './mhtml.ts'
import { readFlatOdt, readOdt } from './odt.ts'
import { refuseOldOffice } from './oldOffice.ts'
import type { Page, ReadBytes } from './page.ts'
import { readPdf } from './pdf.ts'
import { readRtf } from './rtf.ts'
import { readCsv } from './table.ts'
import { readText } from './text.ts'

type Named = Readonly<{ id: keyof typeof extensions }>
/** Text in some encoding; characters of markup are repaired after reading, those of plain text before. */
export type TextFormat = Named & Readonly<{ sort: 'text'; markup: boolean; read: (text: string) => Page }>
type BinaryFormat = Named &
  Readonly<{
    sort: 'binary'
    /** Whether a file is of this format, by its name in lower case and its first 4,096 bytes as Latin-1. */
    is: (name: string, head: string) => boolean
    read: ReadBytes
  }>
export type Format = TextFormat | BinaryFormat

const plainText: TextFormat = { id: 'text', sort: 'text', markup: false, read: readText }
const webPage: TextFormat = { id: 'html', sort: 'text', markup: true, read: readHtml }
const textFormats: readonly TextFormat[] = [plainText, { id: 'markdown', sort: 'text', markup: false, read: readMarkdown }, webPage]
const isZip = (head: string): boolean => head.startsWith('PK\x03\x04')
/** Asked one after the other: the more particular ones first. */
const binaryFormats: readonly BinaryFormat[] = [
  { id: 'mhtml', sort: 'binary', is: isMhtml, read: readMhtml },
  {
    id: 'mail',
    sort: 'binary',
    is: (name, head) => /\.(?:eml|mbox)$/.test(name) || isMailbox(head),
    read: readMail,
  },
  { id: 'csv', sort: 'binary', is: (name) => /\.(?:csv|tsv|tab)$/.test(name), read: readCsv },
  {
    id: 'json',
    sort: 'binary',
    is: (name) => /\.(?:json|jsonl|ndjson)$/.test(name),
    read: readJson,
  },
  {
    id: 'docx',
    sort: 'binary',
    is: (name, head) => isZip(head) && (/\.(?:docx|docm|dotx|dotm)$/.test(name) || head.includes('word/document.xml')),
    read: readDocx,
  },
  {
    id: 'odt',
    sort: 'binary',
    is: (name, head) => isZip(head) && (/\.(?:odt|ott)$/.test(name) || head.includes('mimetypeapplication/vnd.oasis.opendocument.text')),
    read: readOdt,
  },
  {
    id: 'fodt',
    sort: 'binary',
    is: (name, head) => name.endsWith('.fodt') || /<\w+:document\b[^>]*opendocument/.test(head),
    read: readFlatOdt,
  },
  { id: 'rtf', sort: 'binary', is: (_, head) => /^\s*\{\\rtf/.test(head), read: readRtf },
  { id: 'doc', sort: 'binary', is: (_, head) => head.startsWith('\xd0\xcf\x11\xe0'), read: refuseOldOffice },
  {
    id: 'epub',
    sort: 'binary',
    is: (name, head) => isZip(head) && (name.endsWith('.epub') || head.includes('mimetypeapplication/epub+zip')),
    read: readEpub,
  },
  {
    id: 'pdf',
    sort: 'binary',
    is: (name, head) => head.slice(0, 1_024).includes('%PDF-') || name.endsWith('.pdf'),
    read: readPdf,
  },
]

const looksLikeHtml = (head: string): boolean =>
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(head)

const extensionOf = (name: string): string => /\.([^./\\]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The format of a file by its name and its first 4,096 characters. */
export function textFormatOf(name: string, head: string): TextFormat {
  const known = textFormats.find(({ id }) => extensions[id].includes(extensionOf(name)))
  return (known === undefined || known === plainText) && looksLikeHtml(head) ? webPage : (known ?? plainText)
}

/** `head`: its first 4,096 bytes as Latin-1. */
export function formatOf(name: string, head: string): Format {
  return binaryFormats.find((format) => format.is(name.toLowerCase(), head)) ?? textFormatOf(name, head)
}
