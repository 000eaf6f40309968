// The analyst's verdict on a row of figures or quotations: a finding that holds the first place of the row in each text.
import type { Change } from '../change.ts'
import type { Pen } from '../commands.ts'
import type { OpenArticle } from '../contract.ts'
import { type ArticleId, FindingId } from '../ids.ts'
import { type Finding, verdicts } from '../records.ts'
import type { Range } from '../text.ts'

export type Judged = 'figure' | 'quotation'
export type Verdict<K extends Judged> = (typeof verdicts)[K][number]
type Places = Readonly<Record<'a' | 'b', readonly Range[]>>
type Article = Pick<OpenArticle, 'article' | 'text'>

const meets = (ranges: readonly Range[], range: Range | undefined): boolean =>
  range === undefined ? ranges.length === 0 : ranges.some(({ start, end }) => start < range.end && range.start < end)

/** Whether a finding is about a row, whichever side it was made from. */
export function isAbout(finding: Finding, kind: Judged, ids: readonly [ArticleId, ArticleId], { a, b }: Places): boolean {
  const { articleId, thereId, range, there } = finding
  if (finding.kind !== kind) return false
  if (articleId === ids[0] && thereId === ids[1]) return meets(a, range) && meets(b, there?.range)
  return articleId === ids[1] && thereId === ids[0] && meets(b, range) && meets(a, there?.range)
}

/** The finding about a row. */
export const findingOf = (
  findings: readonly Finding[],
  kind: Judged,
  ids: readonly [ArticleId, ArticleId],
  places: Places,
): Finding | null => findings.find((each) => isAbout(each, kind, ids, places)) ?? null

/** Gives a row a verdict; `open` takes it back, and a finding that says nothing else goes with it. */
export function judge<K extends Judged>(
  pen: Pen,
  kind: K,
  [a, b]: readonly [Article, Article],
  places: Places,
  before: Finding | null,
  verdict: Verdict<K>,
): Change {
  if (before !== null) {
    if (before.verdict === verdict) return []
    const isEmpty = verdict === 'open' && before.note === ''
    return [{ kind: 'finding', before, after: isEmpty ? null : { ...before, verdict, coderId: pen.coderId, at: pen.now() } }]
  }
  if (verdict === 'open') return []
  const isOnlyThere = places.a.length === 0
  const [here, there] = isOnlyThere ? [b, a] : [a, b]
  const [range, other] = isOnlyThere ? [places.b[0], undefined] : [places.a[0], places.b[0]]
  if (range === undefined) return []
  const quote = (text: string, { start, end }: Range) => text.slice(start, end)
  const after: Finding = {
    id: FindingId.parse(pen.newId()),
    kind,
    articleId: here.article.id,
    range,
    quote: quote(here.text, range),
    thereId: there.article.id,
    there: other === undefined ? null : { range: other, quote: quote(there.text, other) },
    score: null,
    verdict,
    note: '',
    coderId: pen.coderId,
    at: pen.now(),
  }
  return [{ kind: 'finding', before: null, after }]
}

/** The verdict of a finding, as its kind has it. */
export function verdictOf<K extends Judged>(kind: K, finding: Finding | null): Verdict<K> {
  const all: readonly Verdict<K>[] = verdicts[kind]
  return all.find((each) => each === finding?.verdict) ?? (all[0] as Verdict<K>)
}
