// The ledger of a pair: what one article says and the other may leave out, each entry with what comes nearest in the other and
// with the analyst's verdict. An entry with a verdict is a finding and stays, whatever the cut-off.

import { z } from 'zod'
import { nameOf } from './articlename.ts'
import type { Change } from './change.ts'
import type { Pen } from './commands.ts'
import type { OpenArticle } from './contract.ts'
import { csvOf } from './csv.ts'
import { FindingId } from './ids.ts'
import type { Found } from './omissions.ts'
import { Finding, verdicts } from './records.ts'
import { Range } from './text.ts'

export type Verdict = (typeof verdicts.omission)[number]
type Read = Pick<OpenArticle, 'article' | 'text'>
type Both = readonly [Read, Read]

export const Entry = z
  .strictObject({
    key: z.string(),
    /** The side that says it. */
    side: z.literal([0, 1]),
    range: Range,
    quote: z.string(),
    /** What comes nearest on the other side. */
    nearest: z.strictObject({ range: Range, quote: z.string() }).readonly().nullable(),
    /** How alike they are in hundredths; `null` without a nearest. */
    score: z.int().nullable(),
    verdict: z.enum(verdicts.omission),
    finding: Finding.nullable(),
  })
  .readonly()
export type Entry = z.infer<typeof Entry>

export const isDecided = ({ verdict }: Pick<Entry, 'verdict'>): boolean => verdict !== 'open'

const wordsAt = (text: string, { start, end }: Range) => text.slice(start, end)

/** Entries of both sides in reading order: what is missing at the cut-off, and what was decided on. */
export function ledgerOf(both: Both, omissions: Found['omissions'], findings: readonly Finding[]): Entry[] {
  return ([0, 1] as const).flatMap((side) => {
    const [here, there] = [both[side], both[side === 0 ? 1 : 0]]
    const found = findings.filter(
      ({ kind, articleId, thereId }) => kind === 'omission' && articleId === here.article.id && thereId === there.article.id,
    )
    const covered = (range: Range) => found.some((finding) => finding.range.start < range.end && range.start < finding.range.end)
    const open = omissions[side === 0 ? 'a' : 'b']
      .filter(({ range }) => !covered(range))
      .map(
        ({ range, nearest, score }): Entry => ({
          key: `${side} ${range.start} ${range.end}`,
          side,
          range,
          quote: wordsAt(here.text, range),
          nearest: nearest === null ? null : { range: nearest, quote: wordsAt(there.text, nearest) },
          score: nearest === null ? null : Math.round(score * 100),
          verdict: 'open',
          finding: null,
        }),
      )
    const decided = found.map(
      (finding): Entry => ({
        key: `${side} ${finding.range.start} ${finding.range.end}`,
        side,
        range: finding.range,
        quote: finding.quote,
        nearest: finding.there,
        score: finding.score,
        verdict: verdicts.omission.find((each) => each === finding.verdict) ?? 'open',
        finding,
      }),
    )
    return [...open, ...decided].sort((x, y) => x.range.start - y.range.start)
  })
}

/** Gives an entry a verdict; `open` takes it back, and a finding that says nothing else goes with it. */
export function judge(pen: Pen, both: Both, { side, range, quote, nearest, score, finding }: Entry, verdict: Verdict): Change {
  if (finding !== null) {
    if (finding.verdict === verdict) return []
    const after = verdict === 'open' && finding.note === '' ? null : { ...finding, verdict, coderId: pen.coderId, at: pen.now() }
    return [{ kind: 'finding', before: finding, after }]
  }
  if (verdict === 'open') return []
  const [here, there] = [both[side], both[side === 0 ? 1 : 0]]
  const after: Finding = {
    id: FindingId.parse(pen.newId()),
    kind: 'omission',
    articleId: here.article.id,
    range,
    quote,
    thereId: there.article.id,
    there: nearest,
    score,
    verdict,
    note: '',
    coderId: pen.coderId,
    at: pen.now(),
  }
  return [{ kind: 'finding', before: null, after }]
}

/** The ledger as a table by RFC 4180. Ranges are UTF-16 offsets. */
export function ledgerCsv(both: Both, entries: readonly Entry[]): string {
  const name = ({ article }: Read) => nameOf(article)
  const place = (range: Range) => `${range.start}–${range.end}`
  const head = ['Said in', 'Not in', 'Place', 'Words', 'Nearest place', 'Nearest words', 'Likeness', 'Verdict', 'Note']
  const rows = entries.map(({ side, range, quote, nearest, score, verdict, finding }) => [
    name(both[side]),
    name(both[side === 0 ? 1 : 0]),
    place(range),
    quote,
    nearest === null ? '' : place(nearest.range),
    nearest?.quote ?? '',
    score === null ? '' : (score / 100).toFixed(2),
    verdict,
    finding?.note ?? '',
  ])
  return csvOf([head, ...rows])
}
