// Which encoding the bytes of an RTF document are in: its own code page, or that of a font by the character set it is made for.
import { decodeCodepage } from './codepages.ts'

/** Code pages of Windows' character sets. */
const pages: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  130: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
}
const labels: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1361: 'euc-kr',
  10000: 'macintosh',
  10006: 'x-mac-greek',
  10007: 'x-mac-cyrillic',
  10029: 'x-mac-ce',
  10079: 'x-mac-icelandic',
  10081: 'x-mac-turkish',
  20866: 'koi8-r',
  21866: 'koi8-u',
  65001: 'utf-8',
}

/** The encoding of a code page; Windows' Western one where it is none that text is kept in. */
export function encodingOfPage(page: number): string {
  const label = labels[page] ?? (page === 874 || (page >= 1250 && page <= 1258) ? `windows-${page}` : `ibm${page}`)
  if (decodeCodepage(new Uint8Array(), label) !== undefined) return label
  try {
    return new TextDecoder(label).encoding
  } catch {
    return 'windows-1252'
  }
}

/** The encoding of a character set, or `undefined` for the document's own. */
export const encodingOfCharset = (charset: number): string | undefined => {
  const page = pages[charset]
  return page === undefined ? undefined : encodingOfPage(page)
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

/** Bytes as characters of their numbers, to text. */
export function decoded(written: string, encoding: string): string {
  const bytes = Uint8Array.from(written, (char) => char.charCodeAt(0))
  const text = decodeCodepage(bytes, encoding)
  if (text !== undefined) return text
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding)
  decoders.set(encoding, decoder)
  return decoder.decode(bytes)
}
