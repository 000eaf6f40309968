// Exports of ProQuest (text, HTML, RTF): documents parted by long rules, each with labelled lines in which `Full text:` begins
// the article. Labels come in the language of the interface.
import type { Claim, Field, Page, Piece } from './page.ts'
import {
  bodyPiece,
  type Cutting,
  claim,
  cutAtLines,
  furniture,
  labelReader,
  languageClaim,
  outletOf,
  pressPages,
  titlePiece,
  withoutText,
} from './press.ts'

const labelled = labelReader({
  text: 'full text|fulltext|volltext|texte intégral|texto completo|testo completo|texto integral|полный текст|tam metin',
  abstract: 'abstract|résumé|kurzfassung|zusammenfassung|resumen|riassunto|resumo',
  title: 'title|titre|titel|título|titolo|название|başlık',
  author: 'author|auteur|autor|autore|автор|yazar',
  outlet:
    'publication title|titre de la publication|titel der publikation|publikationstitel|título de publicación|título de la publicación|título da publicação|titolo pubblicazione',
  date: 'publication date|date de publication|erscheinungsdatum|fecha de publicación|data de publicação|data di pubblicazione',
  section: 'section|rubrique|rubrik|sección|seção|sezione',
  language:
    'language of publication|language|langue de publication|sprache der publikation|idioma de la publicación|idioma de publicación|idioma da publicação|lingua di pubblicazione',
  url: 'document url|url du document|dokument-url|url del documento|url do documento',
  other:
    'publication info|proquest document link|links|link|subject|location|people|company / organization|company/organization|identifier / keyword|classification|publication year|pages|volume|issue|first page|publisher|place of publication|country of publication|publication subject|issn|e-issn|source type|document type|document feature|proquest document id|accession number|copyright|last updated|database|column|dateline|series|supplement|source attribution|credit|narrow subject|broad subject|number of pages|year|business indexing term|news source|credits|notes',
})
type Label = NonNullable<ReturnType<typeof labelled>>
const fields: Readonly<Record<string, Field>> = { author: 'author', outlet: 'outlet', date: 'date', section: 'section', url: 'url' }

const rule = /^_{10,}$/
const count = /^(?:document|dokument|documento)\s+\d+\s+(?:of|de|von|di)\s+\d+$/iu
const missing = /^(?:not available|none|n\/a|nicht verfügbar|non disponible|no disponible)\.?$/iu

/** A document's text, else its abstract; `undefined` when it has neither, or is no document. */
function read(pieces: readonly Piece[]): (Cutting & { abstract: boolean }) | 'empty' | undefined {
  const parts: { label: Label | undefined; pieces: Piece[] }[] = [{ label: undefined, pieces: [] }]
  for (const piece of pieces) {
    const label = labelled(piece.text)
    if (label === undefined) parts.at(-1)?.pieces.push(piece)
    else parts.push({ label, pieces: label.value === '' ? [] : [{ ...piece, text: label.value }] })
  }
  const values = (field: string): readonly Piece[] =>
    (parts.find(({ label, pieces: own }) => label?.field === field && own.length > 0)?.pieces ?? []).filter(
      ({ text }) => !missing.test(text.trim()),
    )
  if (values('outlet').length === 0 && values('date').length === 0) return undefined
  const full = values('text')
  const body = full.length > 0 ? full : values('abstract')
  if (body.length === 0) return 'empty'
  const claims: Claim[] = []
  const top = parts[0]?.pieces.find(({ text }) => !count.test(text.trim()))
  const title = values('title')[0] ?? top
  claims.push(...claim('title', title?.text ?? '', title === top ? 'ProQuest headline' : 'ProQuest field “Title”'))
  const furnished = parts.flatMap(({ label, pieces: own }): Piece[] => {
    const words = own.map(({ text }) => text).join(' ')
    if (label === undefined || own === body || own[0] === title || own[0] === body[0] || words === '') return []
    const from = `ProQuest field “${label.label}”`
    const field = fields[label.field]
    if (field !== undefined)
      claims.push(...claim(field, field === 'outlet' ? outletOf(words) : words, from, field === 'url' ? 30 : undefined))
    if (label.field === 'language') claims.push(...languageClaim(words, from))
    return [label.field === 'author' ? { kind: 'paragraph', text: words, hint: 'byline' } : furniture(`${label.label}: ${words}`)]
  })
  const bylines = furnished.filter(({ hint }) => hint === 'byline')
  return {
    abstract: full.length === 0,
    claims,
    pieces: [
      ...(title === undefined ? [] : [titlePiece(title.text)]),
      ...bylines,
      ...body.map(bodyPiece),
      ...furnished.filter(({ hint }) => hint !== 'byline'),
    ],
  }
}

/** The articles of an export of ProQuest, or `undefined` when the pieces are none. */
export function readProquest(pieces: readonly Piece[]): Page[] | undefined {
  const lines = cutAtLines(pieces, (line) => labelled(line) !== undefined || rule.test(line.trim()))
  if (
    !lines.some(({ text }) => /^(?:proquest document|.*\bproquest llc\b)/iu.test(text)) ||
    !lines.some(({ text }) => labelled(text)?.field === 'outlet')
  )
    return undefined
  const documents: Piece[][] = [[]]
  for (const piece of lines) {
    if (rule.test(piece.text.trim()) || count.test(piece.text.trim())) documents.push([])
    else documents.at(-1)?.push(piece)
  }
  const found = documents.map(read).filter((each) => each !== undefined)
  const cuttings = found.filter((each) => each !== 'empty')
  if (cuttings.length === 0) return undefined
  const pages = pressPages(
    'ProQuest',
    cuttings,
    'the lines “Publication title” and “ProQuest document ID”',
    withoutText(found.length - cuttings.length),
  )
  return pages.map((page, i) =>
    cuttings[i]?.abstract ? { ...page, warnings: ['The export holds the abstract of this article only, not its text.'] } : page,
  )
}
