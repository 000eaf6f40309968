// Exports of Factiva (HTML, RTF), in either of its two layouts. “Full article plus indexing” is a table whose rows begin with a
// code (HD headline, BY byline, WC words, PD date, SN source, LP and TD text …). “Full article” has the same values as lines in a
// fixed order: section, headline, byline, words, date, time, source, its code, edition, page, language, copyright, text. Both end
// with `Document` and a number.
import { isName } from './furniture.ts'
import { languageNamed } from './languageNames.ts'
import type { Claim, Page, Piece } from './page.ts'
import {
  bodyPiece,
  type Cutting,
  claim,
  dateAtStart,
  furniture,
  isCopyright,
  languageClaim,
  outletOf,
  pressPages,
  titlePiece,
  withoutText,
} from './press.ts'

const code =
  /^(HD|SE|BY|CR|WC|PD|ET|SN|SC|NGC|GC|ED|PG|VOL|LA|CY|LP|TD|ART|CT|CX|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|DLN)[ \u00a0]*(?:$|[\t\u00a0]\s*)/u
const ending = /^(?:document|dokument|documento|документ|belge|文件)\s+\p{L}[\p{L}\p{N}]{14,40}$/iu
const length = /^\d[\d.,'’\s]{0,12}\s*(?:words?|mots?|wörter|wort|palabras?|palavras?|parole|woorden|слов\p{L}*|słów|słowa|kelime|字)$/iu

const wordsOf = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ text }) => text.trim())
    .join(' ')
    .trim()

/** Rows of tables as pieces of their own, each cell a piece. */
const cells = (pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap((piece): Piece[] => {
    const lines = piece.kind === 'table' ? piece.text.split('\n') : [piece.text]
    return lines.flatMap((line) => {
      const found = code.exec(line.trim())
      const kind = piece.kind === 'table' ? 'paragraph' : piece.kind
      const value = found === null ? line : line.trim().slice(found[0].length)
      return [
        ...(found === null ? [] : [{ kind, text: found[1] as string }]),
        ...(value.trim() === '' ? [] : [{ ...piece, kind, text: value }]),
      ]
    })
  })

/** An article with indexing: its codes, each with the pieces up to the next. */
function readIndexed(pieces: readonly Piece[]): Cutting | undefined {
  const rows: { code: string; pieces: Piece[] }[] = []
  for (const piece of pieces) {
    const found = code.exec(piece.text.trim())?.[1]
    if (found !== undefined) rows.push({ code: found, pieces: [] })
    else rows.at(-1)?.pieces.push(piece)
  }
  const body = rows.filter((row) => row.code === 'LP' || row.code === 'TD')
  if (body.every((row) => wordsOf(row.pieces) === '')) return undefined
  const claims: Claim[] = []
  let said: string | undefined
  const read = rows.flatMap((row): Piece[] => {
    const value = wordsOf(row.pieces)
    const from = `Factiva field ${row.code}`
    if (value === '') return []
    switch (row.code) {
      case 'LP':
      case 'TD':
        return row.pieces.map(bodyPiece)
      case 'HD':
        claims.push(...claim('title', value, from))
        return [titlePiece(value)]
      case 'BY':
        claims.push(...claim('author', value, from))
        return [{ kind: 'paragraph', text: value, hint: 'byline' }]
      case 'PD':
        claims.push(...claim('date', value, from))
        return [{ kind: 'paragraph', text: value, hint: 'dateline' }]
      case 'ART':
        return row.pieces.map((piece) => ({ ...bodyPiece(piece), hint: 'caption' }))
      case 'SN':
        claims.push(...claim('outlet', outletOf(value), from))
        break
      case 'SE':
        claims.push(...claim('section', value, from))
        break
      case 'LA':
        claims.push(...languageClaim(value, from))
        break
      case 'WC':
        said = value
        break
    }
    return [furniture(`${row.code} ${value}`)]
  })
  return { pieces: read, claims, said }
}

/** Where headline, section and byline stand in the lines above the number of words. */
function namesAbove(above: readonly Piece[]): { section: Piece | undefined; title: Piece | undefined; byline: Piece | undefined } {
  const marked = above.findLastIndex(({ kind }) => kind === 'heading')
  const last = above.length - 1
  const signed = (piece: Piece | undefined) =>
    piece !== undefined && (piece.hint === 'byline' || /^(?:by|von|par|por|di)\s+\p{L}/iu.test(piece.text) || isName(piece.text.trim()))
  const title = marked !== -1 ? marked : last > 0 && signed(above[last]) ? last - 1 : last
  return { section: above[title - 1], title: above[title], byline: title < last ? above[last] : undefined }
}

/** The publisher's name may end the text. */
const isPublisher = (line: string): boolean => line.length < 80 && !/[.!?…:;,]["'”’»)]*\s*$/u.test(line)

/** An article without indexing; `first`: whether a cover may stand above it. */
function readDisplayed(pieces: readonly Piece[], first: boolean): Cutting | undefined {
  const at = pieces.findIndex(({ text }) => length.test(text.trim()))
  const dateAt = pieces.findIndex(({ text }, i) => i > at && i <= at + 2 && dateAtStart(text) !== '')
  if (at === -1 || dateAt === -1) return undefined
  const languageAt = pieces.findIndex(({ text }, i) => i > dateAt && i <= dateAt + 8 && text.length < 40 && languageNamed(text) !== '')
  const below = languageAt === -1 ? dateAt + 1 : languageAt + 1
  const rights = pieces[below]
  const isRights =
    rights !== undefined &&
    rights.text.length < 200 &&
    (isCopyright(rights.text) || (languageAt !== -1 && /(?:©|\b(?:19|20)\d\d\b)/.test(rights.text)))
  const bodyAt = isRights ? below + 1 : below
  const body = pieces.slice(bodyAt)
  if (wordsOf(body) === '') return undefined
  // Headlines of all articles may stand above the first.
  const covered = first && at > 3
  const above = pieces.slice(covered ? at - 3 : 0, at)
  const { section, title, byline } = namesAbove(above)
  const outlet = pieces.slice(dateAt + 1, bodyAt).find(({ text }) => !/^\d{1,2}[:.h]\d{2}\b/.test(text.trim()))
  const from = 'Factiva line above the text'
  const date = pieces[dateAt] as Piece
  return {
    claims: [
      ...claim('title', title?.text ?? '', from),
      ...claim('author', byline?.text ?? '', from),
      ...claim('section', covered ? '' : (section?.text ?? ''), from),
      ...claim('date', dateAtStart(date.text), from),
      ...claim('outlet', outletOf(outlet?.text ?? ''), from),
      ...(languageAt === -1 ? [] : languageClaim(pieces[languageAt]?.text ?? '', from)),
    ],
    pieces: [
      ...[...above, ...pieces.slice(at, bodyAt)].map((piece): Piece => {
        if (piece === title) return titlePiece(piece.text)
        if (piece === byline) return { kind: 'paragraph', text: piece.text, hint: 'byline' }
        return piece === date ? { kind: 'paragraph', text: piece.text, hint: 'dateline' } : furniture(piece.text)
      }),
      ...body.map((piece, i) => (i > 0 && i === body.length - 1 && isPublisher(piece.text) ? furniture(piece.text) : bodyPiece(piece))),
    ],
    said: pieces[at]?.text,
  }
}

/** The articles of an export of Factiva, or `undefined` when the pieces are none. */
export function readFactiva(pieces: readonly Piece[]): Page[] | undefined {
  if (!pieces.some(({ text }) => ending.test(text.trim()) || /(?:^|\n)AN[\t\u00a0 ]/.test(text))) return undefined
  const lines = cells(pieces).filter(({ text }) => !/^(?:factiva|dow jones)$/iu.test(text.trim()))
  const documents: Piece[][] = [[]]
  for (const piece of lines) {
    if (ending.test(piece.text.trim())) documents.push([])
    else documents.at(-1)?.push(piece)
  }
  // After the last number stands no article, unless the file is cut off.
  if (!documents.at(-1)?.some(({ text }) => text.trim() === 'HD' || length.test(text.trim()))) documents.pop()
  const codes = new Set(lines.map(({ text }) => code.exec(text.trim())?.[1]))
  const indexed = codes.has('HD') && codes.has('PD') && (codes.has('LP') || codes.has('TD'))
  const read = documents.map((document, i) => (indexed ? readIndexed(document) : readDisplayed(document, i === 0)))
  const cuttings = read.filter((each) => each !== undefined)
  if (cuttings.length === 0) return undefined
  const proof = indexed
    ? 'the codes HD, PD and TD and the number of each document'
    : 'the lines of words, date and source above the number of each document'
  return pressPages('Factiva', cuttings, proof, withoutText(read.length - cuttings.length))
}
