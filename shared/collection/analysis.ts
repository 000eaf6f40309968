// What holds across a whole collection: which articles reprint which, which tell the same story, and how alike they are. Texts
// are read one by one and let go; what is kept of each grows with its length only.
import { sharedPassages } from '../alignment.ts'
import type { Compared } from '../comparison.ts'
import type { ArticleId } from '../ids.ts'
import type { Step } from '../job.ts'
import type { Article, Entity } from '../records.ts'
import { reprintOf } from '../reprints.ts'
import { foldWord } from '../words.ts'
import type { Analysis, Story } from './model.ts'
import { reprintings, type Shared } from './reprinting.ts'
import { DENSE, type Similar, similarities, Vocabulary } from './similarity.ts'
import { groupStories } from './stories.ts'
import { articleTerms, namesAsTerms } from './terms.ts'

export type Listed = Pick<Article, 'id' | 'outlet' | 'date' | 'language'>
/** Where an analysis has its articles from. */
export type Collection = Readonly<{
  articles: readonly Listed[]
  entities: readonly Entity[]
  read: (id: ArticleId) => Compared
  /** Pairs of these articles that may share more than a sentence. */
  kin: () => readonly Readonly<{ a: ArticleId; b: ArticleId }>[]
}>

/** An outlet's name must be a name for a text to credit it. */
const SHORTEST_OUTLET = 4

const dayOf = (date: string): number | null => {
  const at = date.length < 10 ? Number.NaN : Date.parse(date.slice(0, 10))
  return Number.isNaN(at) ? null : at / 86_400_000
}

type Opened = Readonly<{ listed: Listed; text: string }>

function sharedBy(one: Opened, other: Opened): Shared | null {
  const article = { ...other.listed, title: '' }
  const found = reprintOf(sharedPassages(one.text, other.text), one.text, { article, text: other.text })
  if (found === null) return null
  const names = (text: string, { outlet }: Listed) => outlet.length >= SHORTEST_OUTLET && foldWord(text).includes(foldWord(outlet))
  const [a, b] = [names(other.text, one.listed), names(one.text, other.listed)]
  return { a: one.listed.id, b: other.listed.id, found, credit: a === b ? null : a ? 'a' : 'b' }
}

/** Analyses a collection in steps of one article or pair. The same articles give the same, in whatever order they are listed. */
export function* analyseStepwise({ articles, entities, read, kin }: Collection): Generator<Step, Analysis> {
  const listed = [...articles].sort((x, y) => (x.id < y.id ? -1 : 1))
  const total = listed.length
  const vocabulary = new Vocabulary()
  const names = namesAsTerms(entities)
  for (const [done, { id, language }] of listed.entries()) {
    yield { label: 'Reading articles', done, total }
    vocabulary.add(articleTerms(read(id), names), language)
  }

  const byId = new Map(listed.map((article) => [article.id, article] as const))
  const open = (id: ArticleId): Opened => ({ listed: byId.get(id) as Listed, text: read(id).text })
  const pairs = kin()
    .map(({ a, b }) => (a < b ? { a, b } : { a: b, b: a }))
    .filter(({ a, b }) => byId.has(a) && byId.has(b))
    .sort((x, y) => (x.a === y.a ? (x.b < y.b ? -1 : 1) : x.a < y.a ? -1 : 1))
  const shared: Shared[] = []
  let one: Opened | undefined
  for (const [done, { a, b }] of pairs.entries()) {
    yield { label: 'Looking for reprints', done, total: pairs.length }
    if (one?.listed.id !== a) one = open(a)
    const found = sharedBy(one, open(b))
    if (found !== null) shared.push(found)
  }

  const vectors = vocabulary.vectors()
  const similar: Similar[] = []
  let done = 0
  for (const found of similarities(vectors)) {
    similar.push(...found)
    yield { label: 'Comparing stories', done: done++, total }
  }
  const places = new Map(listed.map(({ id }, place) => [id, place] as const))
  const bound = shared.map(({ a, b }) => ({ a: places.get(a) ?? 0, b: places.get(b) ?? 0 }))
  const days = listed.map(({ date }) => dayOf(date))
  const idAt = (place: number) => (listed[place] as Listed).id
  const stories = groupStories({ vectors, days }, similar, bound).map(({ members, centre }): Story => {
    const inTime = [...members].sort((x, y) => (days[x] ?? Infinity) - (days[y] ?? Infinity) || x - y)
    return { centreId: idAt(centre), articleIds: inTime.map(idAt) }
  })
  return {
    reprints: reprintings(shared, listed),
    stories,
    similarity: {
      ids: listed.map(({ id }) => id),
      complete: total <= DENSE,
      pairs: similar.map(({ a, b, score }) => [a, b, Math.round(score * 100)] as const).sort((x, y) => x[0] - y[0] || x[1] - y[1]),
    },
  }
}

/** Analyses a collection in one go. */
export function analyse(collection: Collection): Analysis {
  const steps = analyseStepwise(collection)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
