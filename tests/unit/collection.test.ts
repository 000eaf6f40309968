// A whole collection at once: stories, reprints and likeness, on invented texts.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse, type Listed } from '../../shared/collection/analysis.ts'
import type { Analysis } from '../../shared/collection/model.ts'
import { DENSE, similarities, Vocabulary } from '../../shared/collection/similarity.ts'
import { articleTerms, namesAsTerms } from '../../shared/collection/terms.ts'
import { ArticleId, EntityId } from '../../shared/ids.ts'
import type { Entity } from '../../shared/records.ts'
import { articleOf } from '../helpers/articles.ts'
import { seeded } from '../helpers/store.ts'
import { tellings } from '../helpers/stories.ts'

type Told = Readonly<{ name: string; date?: string; outlet?: string; text: string | readonly string[] }>

/** Analyses articles, with every pair as possible kin. */
function analysed(told: readonly Told[], entities: readonly Entity[] = []): Analysis {
  const articles = told.map(({ name, date = '', outlet = '' }): Listed => ({ id: ArticleId.parse(name), date, outlet, language: 'en' }))
  const texts = new Map(told.map(({ name, text }) => [name, articleOf([text].flat())]))
  return analyse({
    articles,
    entities,
    read: (id) => texts.get(id) ?? articleOf([]),
    kin: () => articles.flatMap(({ id: a }, i) => articles.slice(i + 1).map(({ id: b }) => ({ a, b }))),
  })
}
const storyOf = (name: string) => name.replace(/-\d+$/, '')
const all = tellings.map(({ story, date, text }, i): Told => ({ name: `${story.replaceAll(' ', '-')}-${i}`, date, text }))

describe('stories', () => {
  it('brings the tellings of a story together and keeps neighbouring stories apart', () => {
    const { stories } = analysed(all)
    for (const { articleIds } of stories) expect(new Set(articleIds.map(storyOf)).size).toBe(1)
    const told = new Set(tellings.map(({ story }) => story.replaceAll(' ', '-')))
    told.delete('lone')
    expect(new Set(stories.map(({ articleIds: [first = ''] }) => storyOf(first)))).toEqual(told)
  })

  it('tells a story by date, articles without one last', () => {
    const [first, second, third] = all
    const { stories } = analysed([{ ...(third as Told), date: '' }, second as Told, { ...(first as Told), date: '2024-03-09' }])
    expect(stories.map(({ articleIds }) => articleIds)).toEqual([[first?.name, second?.name, third?.name]])
  })

  it('gives the same in whatever order the articles are listed, and each pair once', () => {
    const plain = analysed(all)
    const pairs = plain.similarity.pairs.map(([i, j]) => `${i} ${j}`)
    expect(plain.similarity.complete).toBe(true)
    expect(pairs.length).toBe((all.length * (all.length - 1)) / 2)
    expect(new Set(pairs).size).toBe(pairs.length)
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(analysed(shuffled)).toEqual(plain)
      }),
      { numRuns: 10 },
    )
  })

  it('an entity is one term under all its names', () => {
    const entity: Entity = {
      id: EntityId.parse('harbour'),
      name: 'Tolmere',
      kind: 'place',
      side: '',
      aliases: ['Port of Tulmir'],
      memo: '',
    }
    const terms = (text: string) => articleTerms(articleOf([text]), namesAsTerms([entity]))
    expect(terms('Storm at the Port of Tulmir')).toEqual(terms('Storm over Tolmere'))
    expect(terms('Storm at the Port of Tulmir')).toContain('@harbour')
  })
})

describe('likeness', () => {
  const random = seeded(5)
  /** Articles of eight stories in a made-up language. */
  const made = Array.from({ length: DENSE + 40 }, (_, i) =>
    Array.from({ length: 80 }, (__, at) =>
      at % 4 === 0 ? `s${i % 8}x${Math.floor(random() * 30)}` : `w${Math.floor(random() ** 3 * 4_000)}`,
    ),
  )
  const vectorsOf = (texts: readonly (readonly string[])[]) => {
    const vocabulary = new Vocabulary()
    for (const text of texts) vocabulary.add(text, 'en')
    return vocabulary.vectors()
  }

  it('of more than 200 articles the nearest of each are told, with the very scores of all pairs', () => {
    const vectors = vectorsOf(made)
    const near = [...similarities(vectors)].flat()
    const scores = new Map<string, number>()
    // The same vectors in portions that are small enough for all pairs.
    for (let from = 0; from < vectors.length; from += DENSE / 2) {
      const other = vectors.slice(from, from + DENSE / 2)
      for (let beside = 0; beside <= from; beside += DENSE / 2) {
        const places = [...new Set([...Array.from({ length: DENSE / 2 }, (_, k) => beside + k), ...other.map((_, k) => from + k)])]
        const portion = places.flatMap((place) => vectors[place] ?? [])
        for (const { a, b, score } of [...similarities(portion)].flat()) scores.set(`${places[a]} ${places[b]}`, score)
      }
    }
    expect(near.length).toBeGreaterThan(vectors.length * 5)
    for (const { a, b, score } of near) expect(scores.get(`${a} ${b}`)).toBe(score)
    const best = new Map<number, number>()
    for (const [pair, score] of scores)
      for (const place of pair.split(' ').map(Number)) best.set(place, Math.max(best.get(place) ?? 0, score))
    const told = new Map<number, number>()
    for (const { a, b, score } of near) for (const place of [a, b]) told.set(place, Math.max(told.get(place) ?? 0, score))
    expect([...best].filter(([place, score]) => told.get(place) !== score)).toEqual([])
  })

  it('a text is entirely like itself, and not like one without a word in common', () => {
    const [score, none] = [
      ...similarities(
        vectorsOf([
          ['red', 'ship'],
          ['red', 'ship'],
          ['blue', 'house'],
        ]),
      ),
    ]
      .flat()
      .map((each) => each.score)
    expect(score).toBeCloseTo(1)
    expect(none).toBe(0)
  })
})

describe('reprints', () => {
  const random = seeded(9)
  const paragraph = (words = 50) => Array.from({ length: words }, () => `v${Math.floor(random() * 3_000).toString(36)}`).join(' ')
  const wire = Array.from({ length: 6 }, () => paragraph())
  const own = () => Array.from({ length: 2 }, () => paragraph())
  const brief = ({ reprints }: Analysis) => reprints.map(({ firstId, copyId }) => `${firstId} > ${copyId}`).sort()

  it('tells first and copy, and how much was kept', () => {
    const [found] = analysed([
      { name: 'paper', date: '2024-05-02', text: [...own(), ...wire.slice(0, 3)] },
      { name: 'wire', date: '2024-05-01T09:00:00Z', text: wire },
    ]).reprints
    expect([found?.firstId, found?.copyId, found?.order]).toEqual(['wire', 'paper', 'date'])
    expect(found?.kept).toBeCloseTo(0.5, 1)
    expect(found?.share).toBeCloseTo(0.6, 1)
    expect(found?.words).toBe(150)
  })

  it('keeps a chain apart from two that both reprint the wire', () => {
    const added = own()
    const told = (last: readonly string[]): Told[] => [
      { name: 'wire', date: '2024-05-01', text: wire },
      { name: 'morning', date: '2024-05-02', text: [...wire, ...added] },
      { name: 'weekly', date: '2024-05-05', text: last },
    ]
    expect(brief(analysed(told([...wire, ...added, paragraph()])))).toEqual(['morning > weekly', 'wire > morning'])
    expect(brief(analysed(told([...wire, paragraph()])))).toEqual(['wire > morning', 'wire > weekly'])
  })

  it('names both sources of an article that is made of two', () => {
    const other = Array.from({ length: 5 }, () => paragraph())
    const told: Told[] = [
      { name: 'a', date: '2024-05-01', text: wire },
      { name: 'b', date: '2024-05-01', text: other },
      { name: 'mixed', date: '2024-05-02', text: [...wire.slice(0, 4), ...other.slice(0, 3)] },
    ]
    expect(brief(analysed(told))).toEqual(['a > mixed', 'b > mixed'])
  })

  it('of the same day, the outlet that is credited was first; without a credit the order is unknown', () => {
    const told: Told[] = [
      { name: 'paper', date: '2024-05-01', outlet: 'The Vell Gazette', text: ['As Norrow Press reports, this happened.', ...wire] },
      { name: 'wire', date: '2024-05-01T10:00:00Z', outlet: 'Norrow Press', text: wire },
    ]
    expect(analysed(told).reprints[0]).toMatchObject({ firstId: 'wire', copyId: 'paper', order: 'credit' })
    expect(analysed(told.map((each) => ({ ...each, outlet: '' }))).reprints[0]).toMatchObject({ firstId: 'wire', order: 'unknown' })
  })

  it('finds the same in whatever order the articles are listed', () => {
    const told: Told[] = ['2024-05-01', '2024-05-03', '', '2024-05', '2024-05-03'].map((date, i) => ({
      name: `n${i}`,
      date,
      text: [...wire.slice(i % 3), ...own()],
    }))
    const plain = analysed(told)
    expect(plain.reprints.length).toBe(4)
    fc.assert(
      fc.property(fc.shuffledSubarray(told, { minLength: told.length }), (shuffled) => {
        expect(analysed(shuffled)).toEqual(plain)
      }),
      { numRuns: 20 },
    )
  })
})
