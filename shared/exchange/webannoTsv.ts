// WebAnno TSV 3.3: a line for each token, sentence by sentence, with the marks that touch it. Tokens are ours to cut: words, single
// marks between them, and wherever a highlight begins or ends, so that every mark begins and ends with a token. Marks that touch one
// token stand in it side by side, each with a number by which its tokens are known. Offsets count UTF-16 code units. The
// blanks between sentences are not kept, and links are left out: the format knows a relation only from token to token.
import { sentencesOf } from '../sentences.ts'
import type { TextFiles } from './brat.ts'
import { type Cas, type CasCoding, casesOf, codingFeatures } from './cas.ts'
import { codedArticles, lostBeside } from './coded.ts'
import type { ProjectContents } from './contents.ts'
import type { Loss } from './loss.ts'

const token = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|\S/gu
const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' }
/** Words of the text. */
const spelt = (words: string): string => words.replace(/\\/g, '\\\\').replace(/[\t\r]/g, (each) => escapes[each] ?? '')
/** Words of a mark: all that has a meaning in a cell is guarded. */
const guarded = (words: string): string =>
  words.replace(/[\\[\]|_;*]|->/g, (each) => `\\${each}`).replace(/[\t\n\r]/g, (each) => escapes[each] ?? '')

type Numbered = CasCoding & { readonly number: number }

function* tokensIn(text: string, start: number, end: number, edges: readonly number[]): Generator<readonly [number, number]> {
  for (const { index, 0: words } of text.slice(start, end).matchAll(token)) {
    const stop = start + index + words.length
    let from = start + index
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((edges[middle] as number) <= from) low = middle + 1
      else high = middle
    }
    for (let i = low; i < edges.length && (edges[i] as number) < stop; i++) {
      yield [from, edges[i] as number]
      from = edges[i] as number
    }
    yield [from, stop]
  }
}

function tsvOf({ article: { article, text, blocks }, codings }: Cas): string {
  const marks = codings
    .map((coding, n): Numbered => ({ ...coding, number: n + 1 }))
    .sort((a, b) => a.begin - b.begin || a.number - b.number)
  const edges = [...new Set(marks.flatMap(({ begin, end }) => [begin, end]))].sort((a, b) => a - b)
  const lines = [`#FORMAT=WebAnno TSV 3.3`, `#T_SP=webanno.custom.Coding|${codingFeatures.join('|')}`, '', '']
  let open: Numbered[] = []
  let next = 0
  let sentence = 0
  for (const block of blocks)
    for (const { start, end } of sentencesOf(text.slice(block.start, block.end), article.language, block.start)) {
      sentence++
      if (sentence > 1) lines.push('')
      for (const line of text.slice(start, end).split('\n')) lines.push(`#Text=${spelt(line)}`)
      let number = 0
      for (const [from, to] of tokensIn(text, start, end, edges)) {
        number++
        open = open.filter((mark) => mark.end > from)
        while (next < marks.length && (marks[next] as Numbered).begin < to) open.push(marks[next++] as Numbered)
        const cells = codingFeatures.map((feature) =>
          open.length === 0
            ? '_'
            : open.map(({ number: id, said }) => `${said[feature] === undefined ? '*' : guarded(said[feature])}[${id}]`).join('|'),
        )
        lines.push(`${sentence}-${number}\t${from}-${to}\t${spelt(text.slice(from, to))}\t${cells.join('\t')}\t`)
      }
    }
  return lines.map((line) => `${line}\n`).join('')
}

export const webannoTsvOf = (contents: ProjectContents): TextFiles =>
  Object.fromEntries(casesOf(contents).map((cas) => [`${cas.article.fileName}.tsv`, tsvOf(cas)]))

export const lostInWebannoTsv = (contents: ProjectContents): Loss[] =>
  lostBeside(
    contents,
    { pieces: true, notes: true, values: true, coders: true, texts: true, uncoded: true },
    {
      'When a highlight was made is left out.': contents.records.highlight.map(({ id }) => id),
      'Blanks and line breaks between sentences are not kept.': codedArticles(contents)
        .filter(({ blocks }) => blocks.length > 1)
        .map(({ article }) => article.id),
    },
  )
