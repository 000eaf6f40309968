// What the sample's coder makes of two articles beside each other: findings with their notes, and the verdict on the pair.
import { judge as judgeRow } from '../shared/cards/verdicts.ts'
import type { Change, Step } from '../shared/change.ts'
import type { Pen } from '../shared/commands.ts'
import type { OpenArticle } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { EntityId } from '../shared/ids.ts'
import { judge as judgeEntry } from '../shared/ledger.ts'
import { setLeaning, setPairNote, setStance } from '../shared/pair.ts'
import type { Pair } from '../shared/records.ts'
import { placeWords, type SampleFile } from './samplefile.ts'

type Judged = SampleFile['pairs'][number]
type Both = readonly [OpenArticle, OpenArticle]

const noted = (change: Change, note: string): Change =>
  change.map((step): Step => (step.kind === 'finding' && step.after !== null ? { ...step, after: { ...step.after, note } } : step))

function found(pen: Pen, both: Both, finding: Judged['findings'][number]): Change {
  const [here, there] = both
  const [range] = placeWords(here.article.source, here.text, finding.here)
  if (range === undefined) throw new TypeError('words have a place')
  if (finding.kind !== 'omission') {
    const places = { a: [range], b: placeWords(there.article.source, there.text, finding.there) }
    return finding.kind === 'figure'
      ? judgeRow(pen, finding.kind, both, places, null, finding.verdict)
      : judgeRow(pen, finding.kind, both, places, null, finding.verdict)
  }
  const quote = here.text.slice(range.start, range.end)
  const entry = { key: '', side: 0, range, quote, nearest: null, score: null, verdict: 'open', finding: null } as const
  return judgeEntry(pen, both, entry, finding.verdict)
}

/**
 * Findings and verdict as one change.
 * @throws Failure 'invalid-input' for words or entities that are not there
 */
export function judgePair(
  pen: Pen,
  both: Both,
  { findings, leaning, stances, note }: Judged,
  entities: ReadonlyMap<string, EntityId>,
): Change {
  const ids = [both[0].article.id, both[1].article.id] as const
  let pair: Pair | null = null
  const become = ([step]: Change) => {
    if (step?.kind === 'pair') pair = step.after
  }
  become(setLeaning(pen, ids, pair, leaning))
  for (const { who, values } of stances) {
    const entityId = entities.get(who)
    if (entityId === undefined) throw new Failure('invalid-input', `No entity is called “${who}”.`)
    for (const side of [0, 1] as const) become(setStance(pen, ids, pair, entityId, side, values[side]))
  }
  become(setPairNote(pen, ids, pair, note))
  return [...findings.flatMap((finding) => noted(found(pen, both, finding), finding.note)), { kind: 'pair', before: null, after: pair }]
}
