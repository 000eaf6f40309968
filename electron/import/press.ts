// What the exports of press databases have in common: fields with labels around the body of an article. Each database's own
// file cuts its export into articles; here a cut article becomes a page, so that the zones of all are told in one way.
import { countWords } from '../../shared/text.ts'
import { readDate } from './dates.ts'
import { languageNamed } from './languageNames.ts'
import type { Claim, Field, Page, Piece } from './page.ts'

/** What one article's header, body and fields became. `said` is what the database calls the article's length. */
export type Cutting = Readonly<{ pieces: readonly Piece[]; claims: readonly Claim[]; said?: string | undefined }>

/** Believed more than anything that a page says of itself. */
const CERTAIN = 95

export const claim = (field: Field, value: string, from: string, weight = CERTAIN): Claim[] =>
  value.trim() === '' ? [] : [{ field, value: value.trim(), weight, from }]

/** A claim of a language by its name. */
export const languageClaim = (name: string, from: string): Claim[] => claim('language', languageNamed(name), from)

/** A piece as the article's own, whatever the layout of the export says of it. */
export const bodyPiece = ({ kind, text, level, hint }: Piece): Piece => ({
  kind,
  text,
  ...(level === undefined ? {} : { level }),
  ...(hint === 'caption' ? { hint } : {}),
})

export const titlePiece = (text: string): Piece => ({
  kind: 'heading',
  level: 1,
  text: text
    .split('\n')
    .map((line) => line.trim())
    .join(' '),
})
export const furniture = (text: string): Piece => ({ kind: 'paragraph', text, hint: 'boilerplate' })

export const isCopyright = (text: string): boolean =>
  text.length < 400 && /^(?:copyright\b|©|\(c\)\s|all rights reserved|alle rechte vorbehalten|tous droits réservés)/iu.test(text.trim())

/** The date that a line begins with, after which an edition may stand, or the empty string. */
export function dateAtStart(line: string): string {
  const words = line.trim().slice(0, 200).split(/\s+/)
  for (let length = Math.min(words.length, 9); length >= 2; length -= 1) {
    const date = readDate(
      words
        .slice(0, length)
        .join(' ')
        .replace(/[;,]+$/, ''),
    )
    if (date !== '') return date
  }
  return ''
}

/** The outlet of a line that names the issue, the city or the edition too. */
export const outletOf = (line: string): string =>
  (line.split('\n')[0] ?? '')
    .split(';')[0]
    ?.replace(/,\s*(?:n[o°º]\b|nr\b|issue\b|vol\b|(?:[^,]*\b)?edition\b).*$/iu, '')
    .trim() ?? ''

/** The section of a field that names the page too. */
export const sectionOf = (field: string): string =>
  field
    .split(';')
    .map((part) => part.trim())
    .find((part) => part !== '' && !/^(?:pg|page|p|s|seite|pagina|página)\b[.\s]*\S{0,12}$/iu.test(part)) ?? ''

/** Scripts in which words are not parted by spaces. */
const unparted = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u

/** What is wrong when the words that were found are far from those that the database counts. */
function lengthWarning(database: string, said: string, { pieces, claims }: Cutting): string[] {
  const counted = Number((/\d[\d.,'’\s]*/.exec(said.slice(0, 40))?.[0] ?? '').replace(/\D/g, ''))
  const title = claims.find(({ field }) => field === 'title')?.value
  const text = pieces
    .filter((piece) => (piece.hint === undefined || piece.hint === 'caption') && piece.text !== title)
    .map((piece) => piece.text)
    .join('\n')
  const words = countWords(text)
  if (counted < 50 || unparted.test(text) || (words > 0.6 * counted && words < 1.8 * counted)) return []
  return [
    `${database} counts ${counted.toLocaleString('en')} words, the text has ${words.toLocaleString('en')}: ${words < counted ? 'a part of it may be missing' : 'it may hold more than the article'}.`,
  ]
}

/**
 * Pages of the articles of one export.
 * @param proof what the export was told by, as it goes on after “told by”
 * @param left what of the file is no article, one sentence each
 */
export function pressPages(database: string, cuttings: readonly Cutting[], proof: string, left: readonly string[]): Page[] {
  return cuttings.map((cutting, i) => ({
    pieces: cutting.pieces,
    claims: cutting.claims,
    certain: true,
    repairs: [
      cuttings.length === 1
        ? `The fields of an export of ${database} were taken apart, told by ${proof}`
        : `Article ${i + 1} of ${cuttings.length} was cut from an export of ${database}, told by ${proof}`,
      ...(i === 0 ? left : []),
    ],
    ...(cutting.said === undefined ? {} : { warnings: lengthWarning(database, cutting.said, cutting) }),
  }))
}

/** What is left out when documents of an export hold no words of their own. */
export const withoutText = (count: number): string[] =>
  count === 0
    ? []
    : [
        count === 1
          ? '1 document of the export without a text was left out'
          : `${count} documents of the export without a text were left out`,
      ]

/**
 * Reads `Label: words` lines.
 * @param names the labels of each field in lower case, parted by `|`
 */
export function labelReader<F extends string>(
  names: Readonly<Record<F, string>>,
): (line: string) => { field: F; label: string; value: string } | undefined {
  const fields = new Map<string, F>()
  for (const field in names) for (const name of names[field].split('|')) fields.set(name, field)
  return (line) => {
    const [, label = '', value = ''] = /^\s*(\p{L}[\p{L}\p{M}’'/ -]{1,40}?)\s*[:：]\s*([\s\S]*)$/u.exec(line) ?? []
    const field = fields.get(label.toLowerCase().replace(/\s+/g, ' '))
    return field === undefined ? undefined : { field, label, value: value.trim() }
  }
}

/** Pieces with those cut at their line ends in which a line after the first passes a test. */
export function cutAtLines(pieces: readonly Piece[], begins: (line: string) => boolean): Piece[] {
  return pieces.flatMap((piece) => {
    if (!piece.text.includes('\n')) return [piece]
    const cut: string[] = []
    for (const [i, line] of piece.text.split('\n').entries()) {
      if (i === 0 || begins(line)) cut.push(line)
      else cut[cut.length - 1] += `\n${line}`
    }
    return cut.map((text) => ({ ...piece, text }))
  })
}
