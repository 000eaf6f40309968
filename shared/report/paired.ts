// From what was found between two articles, and what the coders made of it, to what a report tells of the pair.
import type { Cards } from '../cards/model.ts'
import { isAbout } from '../cards/verdicts.ts'
import type { OpenArticle } from '../contract.ts'
import type { EntityId } from '../ids.ts'
import { ledgerOf } from '../ledger.ts'
import type { Found } from '../omissions.ts'
import { leaningOf, stancesOf } from '../pair.ts'
import type { Finding, Pair } from '../records.ts'
import type { ReportCards, ReportPair, Said, Verdict } from './pairmodel.ts'

/** What is known of two articles of a report, by their places in it. */
export type PairInput = Readonly<{
  a: number
  b: number
  found: Found
  cards: Cards | null
  /** Of all coders. */
  findings: readonly Finding[]
  judged: readonly Pair[]
}>

/** How those who judged, and those of whom they judged, are called; `null` for a coder who is not asked for. */
export type Names = Readonly<{ coder: (record: Pick<Finding | Pair, 'coderId'>) => string | null; entity: (id: EntityId) => string }>

export function reportPair(
  { a, b, found, cards, findings, judged }: PairInput,
  both: readonly [OpenArticle, OpenArticle],
  names: Names,
): ReportPair {
  const wanted = findings
    .filter((finding) => names.coder(finding) !== null)
    .toSorted((x, y) => x.range.start - y.range.start || (x.id < y.id ? -1 : 1))
  const coderOf = (finding: Finding | null) => (finding === null ? '' : (names.coder(finding) ?? ''))
  return {
    a,
    b,
    passages: found.passages,
    ledger: ledgerOf(both, found.omissions, wanted).map((entry) => ({ ...entry, coder: coderOf(entry.finding) })),
    cards: cards === null ? null : cardsOf(cards, both, wanted, coderOf),
    verdicts: judged
      .toSorted((x, y) => (x.id < y.id ? -1 : 1))
      .flatMap((pair): Verdict[] => {
        const coder = names.coder(pair)
        return coder === null ? [] : [verdictOf(pair, both, coder, names.entity)]
      })
      .sort((x, y) => (x.coder < y.coder ? -1 : x.coder > y.coder ? 1 : 0)),
  }
}

function cardsOf(
  cards: Cards,
  both: readonly [OpenArticle, OpenArticle],
  findings: readonly Finding[],
  coderOf: (finding: Finding) => string,
): ReportCards {
  const ids = [both[0].article.id, both[1].article.id] as const
  const told = new Set<Finding>()
  const say = (finding: Finding): Said => ({ verdict: finding.verdict, note: finding.note, coder: coderOf(finding) })
  const saidOf = (kind: 'figure' | 'quotation', a: ReportCards['quotations']['rows'][number]['a']['ranges'], b: typeof a) => {
    const about = findings.filter((finding) => isAbout(finding, kind, ids, { a, b }))
    for (const finding of about) told.add(finding)
    return about.map(say)
  }
  const forms = ({ forms: used }: Cards['names'][number]['a']) => used.map(({ form, ranges }) => ({ form, count: ranges.length }))
  const { rows, ...numbers } = cards.quotations
  const ranges = (figures: Cards['figures'][number]['a']) => figures.map(({ range }) => range)
  return {
    sources: cards.sources,
    names: cards.names.map(({ name, a, b }) => ({ name, a: forms(a), b: forms(b) })),
    figures: cards.figures.map((row) => ({ ...row, said: saidOf('figure', ranges(row.a), ranges(row.b)) })),
    quotations: { ...numbers, rows: rows.map((row) => ({ ...row, said: saidOf('quotation', row.a.ranges, row.b.ranges) })) },
    besides: findings.flatMap((finding) => {
      const { kind, articleId, range, quote, there } = finding
      if (kind === 'omission' || told.has(finding)) return []
      const [here, other] = [{ range, quote }, there]
      const sides = articleId === ids[0] ? { a: here, b: other } : { a: other, b: here }
      return [{ kind, ...sides, said: say(finding) }]
    }),
  }
}

function verdictOf(pair: Pair, [a, b]: readonly [OpenArticle, OpenArticle], coder: string, nameOf: (id: EntityId) => string): Verdict {
  const ids = [a.article.id, b.article.id] as const
  const leaning = leaningOf(ids, pair)
  return {
    coder,
    leaning: leaning === 'left' ? 'a' : leaning === 'right' ? 'b' : leaning,
    note: pair.note,
    stances: pair.stances.map(({ entityId }) => {
      const [left, right] = stancesOf(ids, pair, entityId)
      return { entity: nameOf(entityId), a: left, b: right }
    }),
  }
}
