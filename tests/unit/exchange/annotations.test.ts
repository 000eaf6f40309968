// Web Annotations as programs really write them: rows of Hypothesis, lists of CATMA, pages of a collection, texts that have changed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guidOf } from '../../../electron/exchange/guid.ts'
import { sha256Of } from '../../../electron/store/contents.ts'
import { faultOfAnchor } from '../../../shared/anchor.ts'
import { annotationsOf } from '../../../shared/exchange/annotationsout.ts'
import type { ProjectContents } from '../../../shared/exchange/contents.ts'
import { checkReferences, takeContents } from '../../../shared/exchange/take.ts'
import { Failure } from '../../../shared/failure.ts'
import { ArticleId, CoderId, RevisionId } from '../../../shared/ids.ts'
import { kinds, type RecordOf, records } from '../../../shared/records.ts'
import { bytesOf, codes, guid, marksOf, project, qdpx, quotes, read, source } from '../../helpers/qdpx.ts'

const text = 'The old bridge 🎣 closed on Monday.\n\nOfficials 🎣 blamed the weather.\n\nResidents 🎣 blamed the officials again.'
const projectOf = (words: string): ProjectContents =>
  read('qdpx', qdpx({ 'project.qde': project(codes + source('')), 'sources/a.txt': words })).contents
const base = projectOf(text)
const taken = (value: unknown, into = base, name = 'json') => read(name, bytesOf(JSON.stringify(value)), into)
const whole = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const lost = ({ losses }: ReturnType<typeof read>) => Object.fromEntries(losses.map(({ what, ids }) => [what, ids]))
const article = base.records.article[0] as RecordOf<'article'>

describe('Hypothesis', () => {
  const row = (id: string, more: object) => ({
    id,
    created: '2026-02-03T04:05:06.789+00:00',
    user: 'acct:ada@hypothes.is',
    uri: 'https://example.org/a',
    text: '',
    tags: [],
    document: { title: ['Board'] },
    ...more,
  })
  const rows = [
    row('A1', {
      text: 'A note.',
      tags: ['weather', 'new tag'],
      user_info: { display_name: 'Ada L.' },
      target: [
        {
          source: 'https://example.org/a',
          selector: [
            { type: 'RangeSelector', startContainer: '/div[1]', endContainer: '/div[1]', startOffset: 1, endOffset: 9 },
            { type: 'TextPositionSelector', start: whole('blamed the weather').start + 700, end: whole('blamed the weather').end + 700 },
            { type: 'TextQuoteSelector', exact: 'blamed the weather', prefix: 'Officials 🎣 ', suffix: '. Residents ' },
          ],
        },
      ],
    }),
    row('A2', { text: 'On the page.', target: [{ source: 'https://example.org/a' }] }),
    row('A3', { text: 'Yes.', references: ['A1'], target: [{ source: 'https://example.org/a' }] }),
  ]

  it('rows become highlights with tags, notes and names; replies and notes on pages are named', () => {
    const found = taken({ total: 3, rows })
    expect(marksOf(found)).toEqual([{ quote: 'blamed the weather', codes: ['Weather', 'new tag'], note: 'A note.', coder: 'Ada L.' }])
    expect(found.contents.records.highlight[0]?.createdAt).toBe(Date.UTC(2026, 1, 3, 4, 5, 6, 789))
    expect(lost(found)).toEqual({ 'Annotations that do not mark a text (replies, notes on pages) are left out.': ['A2', 'A3'] })
  })
})

it('a word that stands in thousands of places is found where its surroundings stand once', () => {
  const lone = `${'a '.repeat(2_500)}bridge that a mayor closed`
  const selector = { type: 'TextQuoteSelector', exact: 'a', prefix: 'bridge that ', suffix: ' mayor closed' }
  const found = taken({ type: 'Annotation', id: 'urn:x:1', target: { source: 'https://example.org/a', selector } }, projectOf(lone))
  expect(found.contents.records.highlight).toMatchObject([{ ranges: [{ start: lone.indexOf('a mayor') }], formerQuote: '' }])
})

describe('positions alone', () => {
  const words = ['bridge', 'Officials', 'weather', 'Residents', 'again']
  const list = (count: (part: string) => number) =>
    words.map((part, n) => ({
      type: 'Annotation',
      id: `urn:x:${n}`,
      target: {
        type: 'List',
        items: [
          {
            source: 'https://example.org/a',
            selector: {
              type: 'TextPositionSelector',
              start: count(text.slice(0, whole(part).start)),
              end: count(text.slice(0, whole(part).end)),
            },
          },
        ],
      },
    }))

  it.each([
    ['UTF-16 units', (part: string) => part.length],
    ['code points', (part: string) => Array.from(part).length],
  ] as const)('in %s are told from the edges of words', (name, count) => {
    const found = taken(list(count))
    expect(quotes(found)).toEqual(words)
    expect(found.notes.join()).toContain(`Positions count ${name}`)
  })
  it('are counted as the words beside others say, however short these are', () => {
    const lone = '🎣🎣 a a a bridge closed'
    const mark = (n: number, exact: string, at: number) => {
      const start = Array.from(lone.slice(0, at)).length
      const selector = [
        { type: 'TextPositionSelector', start, end: start + exact.length },
        { type: 'TextQuoteSelector', exact },
      ]
      return { type: 'Annotation', id: `urn:x:${n}`, target: { source: 'https://example.org/a', selector } }
    }
    const found = taken([mark(1, 'a', 7), mark(2, 'rid', lone.indexOf('rid'))], projectOf(lone))
    expect(found.contents.records.highlight.map(({ ranges }) => ranges[0]?.start)).toEqual([7, 12])
  })
  it('that fit no way of counting are left out by name', () => {
    const found = taken(list((part) => part.length + 4))
    expect(quotes(found)).toEqual([])
    expect(lost(found)['Annotations by positions alone are left out, as those fit no way of counting.']).toHaveLength(words.length)
  })
})

describe('collections', () => {
  const page = (n: number, words: string, more: object = {}) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `https://example.org/page${n}`,
    type: 'AnnotationPage',
    items: [
      {
        type: 'Annotation',
        id: `https://example.org/${n}`,
        target: { source: 'https://example.org/a', selector: { type: 'TextQuoteSelector', exact: words } },
      },
    ],
    ...more,
  })
  const collection = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'https://example.org/all',
    type: 'AnnotationCollection',
    first: 'https://example.org/page1',
    last: 'https://example.org/page2',
  }
  const [one, two] = [page(1, 'Officials 🎣 blamed', { next: 'https://example.org/page2' }), page(2, 'Residents 🎣 blamed')]

  it('pages within one another and beside one another, each once', () => {
    expect(quotes(taken({ ...collection, first: { ...one, next: two }, last: two }))).toEqual([
      'Officials 🎣 blamed',
      'Residents 🎣 blamed',
    ])
    const archive = qdpx({ 'c.jsonld': JSON.stringify(collection), 'p1.jsonld': JSON.stringify(one), 'p2.json': JSON.stringify(two) })
    const found = read('catma', archive, base)
    expect([quotes(found), found.losses]).toEqual([['Officials 🎣 blamed', 'Residents 🎣 blamed'], []])
  })
  it('pages that are not in the file are named', () => {
    expect(lost(taken(one))).toEqual({
      'Pages and annotations that are not in the file itself are left out.': ['https://example.org/page2'],
    })
    expect(lost(taken(collection))['Pages and annotations that are not in the file itself are left out.']).toHaveLength(2)
  })
})

describe('which article is meant', () => {
  const other = { ...article, id: ArticleId.parse(guid(11)), title: 'Board', textSha256: sha256Of('Other words.') }
  const two: ProjectContents = {
    ...base,
    records: { ...base.records, article: [article, other] },
    texts: [...base.texts, { sha256: other.textSha256, text: 'Other words.', blocks: [] }],
  }
  const of = (from: object) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    id: 'urn:x:1',
    target: { source: from, selector: { type: 'TextQuoteSelector', exact: 'blamed the weather' } },
  })
  it('is told by its text where its title is that of two', () => {
    expect(quotes(taken(of({ 'dc:title': 'Board' }), two))).toEqual([])
    expect(quotes(taken(of({ 'dc:title': 'Board', 'dc:identifier': `sha256:${article.textSha256}` }), two))).toEqual(['blamed the weather'])
  })
  it('an export leads to the same text in another project', () => {
    const file = annotationsOf(taken(of({ id: 'https://example.org/a' })).contents, guidOf)
    const renamed = two.records.article.map((each, n) => ({ ...each, id: ArticleId.parse(`else-${n}`) }))
    const elsewhere = { ...two, records: { ...two.records, article: renamed } }
    expect(quotes(taken(JSON.parse(file), elsewhere))).toEqual(['blamed the weather'])
  })
})

describe('an article that has been corrected since', () => {
  const before = `${text}

The mayor said on Tuesday that the council would meet again in June to vote on the new bridge.`
  const now = before.replace('Officials 🎣 blamed the weather.', 'Nobody said why it happened at all in the end.').replace('June', 'July')
  const earlier = projectOf(before)
  const present = projectOf(now)
  const corrected = present.records.article[0] as RecordOf<'article'>
  const revision = {
    id: RevisionId.parse('r1'),
    articleId: corrected.id,
    number: 1,
    textSha256: sha256Of(before),
    blocksSha256: null,
    reason: '',
    coderId: CoderId.parse('ada'),
    at: 5,
    originalSha256: null,
  }
  const into: ProjectContents = {
    ...present,
    records: { ...present.records, coder: [{ id: revision.coderId, name: 'Ada' }], revision: [revision] },
    texts: [...present.texts, ...earlier.texts],
  }
  const found = taken(
    ['blamed the weather.', 'the council would meet again in June to vote'].map((exact, n) => ({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'Annotation',
      id: `urn:x:${n}`,
      body: { type: 'TextualBody', purpose: 'tagging', value: 'Weather' },
      target: {
        source: 'https://example.org/a',
        selector: [
          { type: 'TextPositionSelector', start: before.indexOf(exact), end: before.indexOf(exact) + exact.length },
          { type: 'TextQuoteSelector', exact },
        ],
      },
    })),
    into,
  )
  it('what stood in its earlier text alone waits for its place; what has one is moved, and waits to be confirmed', () => {
    const { orphan, highlight } = found.contents.records
    expect(orphan.map(({ highlight: mark, codings, revisionId }) => [mark.quote, codings.length, revisionId])).toEqual([
      ['blamed the weather.', 1, 'r1'],
    ])
    expect(highlight.map(({ quote, formerQuote }) => [quote, formerQuote])).toEqual([
      ['the council would meet again in July to vote', 'the council would meet again in June to vote'],
    ])
    expect(found.losses).toEqual([])
    expect(found.notes.join()).toContain('waits for its place: “blamed the weather.”')
    for (const kind of kinds)
      for (const record of found.contents.records[kind]) expect(records[kind].safeParse(record).error).toBeUndefined()
    const held = new Map(kinds.flatMap((kind) => into.records[kind].map((each) => [`${kind} ${each.id}`, each])))
    const { change } = takeContents(
      { record: (kind, id) => held.get(`${kind} ${id}`) as never, codebooks: [], shortcuts: [] },
      found.contents,
      () => 'new',
    )
    expect(change.map(({ kind }) => kind)).toEqual(['coder', 'highlight', 'coding', 'orphan'])
  })
})

describe('S18 annotations that were damaged or made by hand', () => {
  const good = JSON.parse(
    annotationsOf(
      taken([
        {
          type: 'Annotation',
          id: 'urn:x:1',
          creator: { id: 'urn:x:ada', name: 'Ada' },
          created: '2026-01-01T00:00:00Z',
          body: [
            { type: 'TextualBody', purpose: 'tagging', value: 'Weather' },
            { type: 'TextualBody', value: 'A note.' },
          ],
          target: { source: 'https://example.org/a', selector: [{ type: 'TextQuoteSelector', exact: 'blamed the weather' }] },
        },
      ]).contents,
      guidOf,
    ),
  ) as unknown
  /** Every place in a value, as the keys that lead there. */
  const placesIn = (value: unknown, way: readonly string[] = []): string[][] =>
    typeof value === 'object' && value !== null
      ? [[...way], ...Object.entries(value).flatMap(([key, held]) => placesIn(held, [...way, key]))]
      : [[...way]]
  const put = (value: unknown, [key, ...rest]: readonly string[], next: unknown): unknown => {
    if (key === undefined) return next
    if (Array.isArray(value)) return value.map((each: unknown, n) => (String(n) === key ? put(each, rest, next) : each))
    return Object.fromEntries(
      Object.entries(value as Record<string, unknown>).map(([name, held]) => [name, name === key ? put(held, rest, next) : held]),
    )
  }
  const places = placesIn(good)

  it('are refused, or read soundly', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 3 }), (edits) => {
        const value = edits.reduce<unknown>((held, [n, next]) => {
          try {
            return put(held, places[n] ?? [], next)
          } catch {
            return held
          }
        }, good)
        let found: ReturnType<typeof read>
        try {
          found = read('jsonld', bytesOf(JSON.stringify(value)), base)
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
          return
        }
        checkReferences(found.contents.records)
        for (const kind of kinds)
          for (const record of found.contents.records[kind]) expect(records[kind].safeParse(record).error).toBeUndefined()
        for (const mark of found.contents.records.highlight) expect(faultOfAnchor(text, mark)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })
})
