// How much of an article stands in passages whose words another one shares, of what is counted of it.
import { type Passage, sharesWords } from './passage.ts'
import type { ZoneMark } from './records.ts'
import type { Block, Range } from './text.ts'
import { readWords } from './words.ts'
import { type Counted, leftOutOf, shareUnder, zonesOf } from './zones.ts'

type Sharing = Readonly<{ text: string; blocks: readonly Block[]; zoneMarks: readonly Pick<ZoneMark, 'range' | 'zone'>[] }>

const leftOut = ({ blocks, zoneMarks }: Sharing, counted: Counted): readonly Range[] =>
  counted === 'all' ? [] : leftOutOf(zonesOf(blocks, zoneMarks))

/** Share, 0 to 1, of the counted characters that lie in shared passages. */
export function sharedShare(passages: readonly Passage[], side: 'a' | 'b', article: Sharing, counted: Counted): number {
  const ranges = passages.filter(sharesWords).map((passage) => passage[side])
  return shareUnder(ranges, article.text.length, leftOut(article, counted))
}

export type SharedWords = Readonly<{ all: number; verbatim: number; edited: number }>

/** The counted words of an article as they are compared, and how many of them stand in both articles, by the kind of passage. */
export function sharedWords(passages: readonly Passage[], side: 'a' | 'b', article: Sharing, counted: Counted): SharedWords {
  const { count, starts } = readWords(article.text)
  const kinds = new Uint8Array(article.text.length)
  const put = (range: Range | null, kind: number) => range !== null && kinds.fill(kind, range.start, range.end)
  for (const passage of passages) {
    if (passage.kind === 'verbatim') put(passage[side], 1)
    else if (passage.kind === 'edited') for (const piece of passage.pieces) if (piece.same) put(piece[side], 2)
  }
  for (const range of leftOut(article, counted)) put(range, 3)
  const found = [0, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    const kind = kinds[starts[i] as number] as number
    found[kind] = (found[kind] as number) + 1
  }
  const [other = 0, verbatim = 0, edited = 0] = found
  return { all: other + verbatim + edited, verbatim, edited }
}
