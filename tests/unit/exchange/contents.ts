// Projects of any make, as values: texts with characters of every width, overlapping highlights, everything that refers to them.
import fc from 'fast-check'
import { sha256Of } from '../../../electron/store/contents.ts'
import { anchor } from '../../../shared/anchor.ts'
import { noRecords, type ProjectContents } from '../../../shared/exchange/contents.ts'
import {
  ArticleId,
  BookmarkId,
  CodebookId,
  CodeId,
  CoderId,
  CodingId,
  DefinitionId,
  DismissalId,
  EntityId,
  FeelingId,
  FindingId,
  HighlightId,
  LinkId,
  OrphanId,
  PairId,
  RevisionId,
  StudyId,
  ZoneMarkId,
} from '../../../shared/ids.ts'
import { type Article, blank, type Code, type Highlight, linkTypes } from '../../../shared/records.ts'
import { joinBlocks } from '../../../shared/text.ts'

const unit = fc.constantFrom('a', 'bridge', 'é', 'e\u0301', '𝄞', '👩‍👩‍👧', '漢', 'ع', ' ', '<', '&', '"', "'", ']]>', '\t', '“', '-')
const word = fc.string({ unit, maxLength: 4 })
/** Words as people write them into a field; never only white space. */
const words = fc.array(word, { maxLength: 4 }).map((each) => each.join(' ').trim())
const lines = fc.array(words, { maxLength: 3 }).map((each) => each.join('\n').trim())
const some = words.map((each) => each || 'x')
const time = fc.integer({ min: 0, max: 4_000_000_000_000 })

const guid = (kind: number, n: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`

const codeArb = fc.record({
  name: some,
  definition: lines,
  whenToUse: lines,
  memo: lines,
  archived: fc.boolean(),
  under: fc.nat(),
  book: fc.nat(1),
})
const markArb = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  also: fc.option(fc.nat()),
  note: lines,
  codes: fc.array(fc.nat(), { maxLength: 3 }),
  at: time,
  coder: fc.nat(1),
  entity: fc.option(fc.nat(1)),
})
const articleArb = fc.record({
  paragraphs: fc.array(
    fc.array(some, { minLength: 1, maxLength: 8 }).map((each) => each.join(' ')),
    { minLength: 1, maxLength: 4 },
  ),
  kind: fc.constantFrom('paragraph', 'heading'),
  title: words,
  outlet: fc.constantFrom('', 'The Harbour Post', 'Ravel & Co'),
  collection: fc.constantFrom('', 'Bridge', 'Dam'),
  author: words,
  date: fc.constantFrom('', '2026-03-01'),
  memo: lines,
  attributes: fc.dictionary(fc.constantFrom('genre', 'stance'), some, { maxKeys: 2 }),
  marks: fc.array(markArb, { maxLength: 5 }),
})

/** With `ids` as GUIDs, so that they come back from formats that know no others. */
export const projects: fc.Arbitrary<ProjectContents> = fc
  .record({
    name: some,
    memo: lines,
    coders: fc.tuple(some, some),
    codes: fc.array(codeArb, { maxLength: 5 }),
    entities: fc.array(fc.record({ name: some, side: words, aliases: fc.array(some, { maxLength: 2 }), memo: lines }), { maxLength: 2 }),
    articles: fc.array(articleArb, { maxLength: 3 }),
    links: fc.array(fc.record({ from: fc.nat(), to: fc.nat(), type: fc.constantFrom(...linkTypes), note: lines, at: time }), {
      maxLength: 3,
    }),
    values: fc.dictionary(fc.constantFrom('level', 'mood'), some, { maxKeys: 2 }),
  })
  .map(({ name, memo, coders, codes, entities, articles, links, values }) => {
    const all = noRecords()
    for (const [n, called] of coders.entries()) all.coder.push({ id: CoderId.parse(guid(1, n)), name: called })
    all.study.push({
      id: StudyId.parse('study'),
      memo,
      attributes: [{ key: 'genre', name: 'Genre', kind: 'text', options: [], initial: '' }],
    })
    const books = codes.length === 0 ? [] : [...new Set(codes.map(({ book }) => book))].toSorted((a, b) => a - b)
    for (const [position, book] of books.entries())
      all.codebook.push({ id: CodebookId.parse(guid(2, book)), name: `Book ${book}`, description: memo, citation: '', position })
    const siblings = new Map<string, number>()
    codes.forEach(({ under, book, ...code }, n) => {
      const above = all.code.filter(({ codebookId }) => codebookId === guid(2, book))
      const parent = above[under % (above.length + 1)]
      const place = parent?.id ?? guid(2, book)
      const position = siblings.get(place) ?? 0
      siblings.set(place, position + 1)
      const made: Code = {
        ...blank.code,
        ...code,
        id: CodeId.parse(guid(3, n)),
        codebookId: CodebookId.parse(guid(2, book)),
        parentId: parent?.id ?? null,
        key: `K${n}`,
        color: '#336699',
        position,
      }
      all.code.push(made)
    })
    for (const [n, entity] of entities.entries())
      all.entity.push({ ...entity, id: EntityId.parse(guid(4, n)), kind: n === 0 ? 'person' : 'other' })
    const texts = new Map<string, ProjectContents['texts'][number]>()
    const originals: ProjectContents['originals'][number][] = []
    articles.forEach(({ paragraphs, kind, marks, ...fields }, n) => {
      const { text, blocks } = joinBlocks(
        paragraphs.map((each) =>
          kind === 'heading' ? { kind, level: 2, zone: 'title', text: each } : { kind: 'paragraph', zone: 'body', text: each },
        ),
      )
      const textSha256 = sha256Of(text)
      const bytes = new TextEncoder().encode(`${n} ${text}`)
      originals.push({ sha256: sha256Of(bytes), bytes })
      if (!texts.has(textSha256)) texts.set(textSha256, { sha256: textSha256, text, blocks })
      const article: Article = {
        ...blank.article,
        ...fields,
        id: ArticleId.parse(guid(5, n)),
        url: '',
        language: 'und',
        source: `${n}.txt`,
        format: 'text',
        encoding: 'utf-8',
        repairs: [],
        words: 1,
        textSha256,
        originalSha256: sha256Of(bytes),
        importedAt: n,
      }
      all.article.push(article)
      marks.forEach(({ from, to, also, note, codes: chosen, at, coder, entity }, m) => {
        const range = (a: number, b: number) => ({
          start: Math.min(a, b) % text.length,
          end: (Math.min(a, b) % text.length) + 1 + (Math.max(a, b) % (text.length - (Math.min(a, b) % text.length))),
        })
        const ranges = [range(from, to), ...(also === null ? [] : [range(also, also)])]
        if (ranges.every(({ start, end }) => text.slice(start, end).trim() === '')) return
        const highlight: Highlight = {
          ...blank.highlight,
          id: HighlightId.parse(guid(6, n * 100 + m)),
          articleId: article.id,
          ...anchor(text, ranges),
          note,
          coderId: CoderId.parse(guid(1, coder)),
          createdAt: at,
          entityId: entity === null || entities.length === 0 ? null : EntityId.parse(guid(4, entity % entities.length)),
        }
        all.highlight.push(highlight)
        const own = [...new Set(chosen.map((code) => code % Math.max(1, codes.length)))].filter((code) => code < codes.length)
        for (const [c, code] of own.entries())
          all.coding.push({
            id: CodingId.parse(guid(7, (n * 100 + m) * 10 + c)),
            highlightId: highlight.id,
            articleId: article.id,
            codeId: CodeId.parse(guid(3, code)),
            attributes: c === 0 ? values : {},
          })
      })
    })
    links.forEach(({ from, to, at, ...link }, n) => {
      const [a, b] = [all.highlight[from % Math.max(1, all.highlight.length)], all.highlight[to % Math.max(1, all.highlight.length)]]
      if (a !== undefined && b !== undefined && a !== b)
        all.link.push({
          ...link,
          id: LinkId.parse(guid(8, n)),
          fromId: a.id,
          toId: b.id,
          coderId: CoderId.parse(guid(1, 0)),
          createdAt: at,
        })
    })
    return { name, analyst: CoderId.parse(guid(1, 0)), records: all, texts: [...texts.values()], layouts: [], originals }
  })

/** One record of each kind that only our own format carries, in a project with an article and a highlight. */
export function withEverything(project: ProjectContents): ProjectContents {
  const [coder] = project.records.coder
  const [article, other] = project.records.article
  const [highlight] = project.records.highlight
  const [entity] = project.records.entity
  if (coder === undefined || article === undefined || other === undefined || highlight === undefined || entity === undefined)
    throw new Error('too small')
  const coderId = coder.id
  const articleId = article.id
  const range = { start: 0, end: 1 }
  const revisionId = RevisionId.parse(guid(9, 0))
  return {
    ...project,
    records: {
      ...project.records,
      revision: [
        {
          id: revisionId,
          articleId,
          number: 1,
          textSha256: article.textSha256,
          blocksSha256: null,
          reason: '',
          coderId,
          at: 5,
          originalSha256: null,
        },
      ],
      zoneMark: [{ id: ZoneMarkId.parse(guid(9, 1)), articleId, range, zone: 'caption' }],
      bookmark: [{ id: BookmarkId.parse(guid(9, 2)), articleId, offset: 0, name: 'Here' }],
      orphan: [
        {
          id: OrphanId.parse(guid(9, 3)),
          articleId,
          revisionId,
          highlight: { ...highlight, id: HighlightId.parse(guid(9, 4)) },
          codings: [],
          links: [],
        },
      ],
      dismissal: [{ id: DismissalId.parse(guid(9, 5)), articleId, rule: 'r', range, text: 'x', coderId, createdAt: 5 }],
      pair: [
        {
          id: PairId.parse(guid(9, 6)),
          aId: articleId,
          bId: other.id,
          coderId,
          relative: 'a',
          stances: [{ entityId: entity.id, a: 1, b: -1 }],
          note: '',
          at: 5,
        },
      ],
      feeling: [{ id: FeelingId.parse(guid(9, 7)), coderId, entityId: entity.id, value: 1 }],
      finding: [
        {
          id: FindingId.parse(guid(9, 8)),
          kind: 'figure',
          articleId,
          range,
          quote: 'x',
          thereId: other.id,
          there: null,
          score: null,
          verdict: 'open',
          note: '',
          coderId,
          at: 5,
        },
      ],
      definition: [
        {
          id: DefinitionId.parse(guid(9, 9)),
          name: 'For the seminar',
          scope: 'chosen',
          collection: '',
          articleIds: [articleId, other.id],
          pairs: [[articleId, other.id]],
          sections: ['shared', 'articles'],
          title: '',
          authors: '',
          abstract: '',
          codeIds: [],
          coderIds: [coderId],
        },
      ],
    },
  }
}
