// What an article may be besides a report of its own: proposed by the import with its evidence, decided by the analyst.
import type { Change, Step } from './change.ts'
import type { OpenArticle } from './contract.ts'
import type { ArticleId } from './ids.ts'
import type { Article, Flag, ZoneMark } from './records.ts'
import type { Range } from './text.ts'
import { markZones } from './zones.ts'

export const flagNames: Readonly<Record<Flag['kind'], string>> = {
  reprint: 'Reprint',
  translation: 'Translation',
  'machine-translated': 'Translated by a machine',
  'machine-paraphrased': 'Paraphrased by a machine',
  'wrong byline': 'Wrong byline',
  'missing byline': 'Missing byline',
  'wrong date': 'Wrong date',
}

/** The flags with one of them in this state; `null` takes it away. Its evidence stays unless another is given. */
function flagged({ flags }: Article, kind: Flag['kind'], state: Flag['state'] | null, evidence?: string): readonly Flag[] {
  const held = flags.find((flag) => flag.kind === kind)
  const next = state === null ? [] : [{ kind, state, evidence: evidence ?? held?.evidence ?? '' }]
  return held === undefined ? [...flags, ...next] : flags.flatMap((flag) => (flag === held ? next : [flag]))
}

export const setFlag = (article: Article, kind: Flag['kind'], state: Flag['state'] | null): Change => [
  { kind: 'article', before: article, after: { ...article, flags: flagged(article, kind, state) } },
]

/** Says that an article is none of the reprints that it was found to be like. */
export const keepAsOwn = (article: Article, evidence: string): Change => [
  { kind: 'article', before: article, after: { ...article, reprintOf: null, flags: flagged(article, 'reprint', 'declined', evidence) } },
]

/**
 * Says that an article reprints another one. What it shares with it, the ranges of its own text, becomes a zone: words that stand
 * in both are counted once.
 */
export function linkReprint(
  newId: () => string,
  { article, text, blocks, zoneMarks }: OpenArticle,
  of: ArticleId,
  shared: readonly Range[],
  evidence: string,
): Change {
  const after: Article = { ...article, reprintOf: of, flags: flagged(article, 'reprint', 'confirmed', evidence) }
  const steps: Step[] = [{ kind: 'article', before: article, after }]
  return [...steps, ...markZones(newId, { article, text, blocks, zoneMarks }, shared, 'reprint')]
}

/** Takes back that an article reprints another one, with the zones in what it shares with it. */
export function unlinkReprint({ article, zoneMarks }: OpenArticle, shared: readonly Range[]): Change {
  const after: Article = { ...article, reprintOf: null, flags: flagged(article, 'reprint', null) }
  const inShared = ({ range, zone }: ZoneMark) =>
    zone === 'reprint' && shared.some(({ start, end }) => start <= range.start && range.end <= end)
  return [
    { kind: 'article', before: article, after },
    ...zoneMarks.filter(inShared).map((before): Step => ({ kind: 'zoneMark', before, after: null })),
  ]
}
