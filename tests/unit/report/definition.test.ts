// Kept reports: how they are made and changed, and what they ask for when the project has changed since.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articlesOf } from '../../../electron/definitions.ts'
import { noRecords } from '../../../shared/exchange/contents.ts'
import { takeContents } from '../../../shared/exchange/take.ts'
import { ArticleId, CodeId, CoderId } from '../../../shared/ids.ts'
import type { Definition } from '../../../shared/records.ts'
import {
  type ArticlesFound,
  addDefinition,
  editDefinition,
  freeName,
  missingFrom,
  removeDefinition,
  requestOf,
  type Said,
  soughtBy,
} from '../../../shared/report/definition.ts'
import { MOST_REPORTED, ReportRequest, reportSections } from '../../../shared/report/model.ts'
import { fromTemplate, templateNames } from '../../../shared/report/templates.ts'
import { articleOf, importInto, penOf } from '../../helpers/store.ts'
import { newProject } from '../../helpers/storefolder.ts'

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => ArticleId.parse(id)) as [ArticleId, ArticleId, ArticleId, ArticleId]
const [blame, cause] = [CodeId.parse('blame'), CodeId.parse('cause')]
const ada = CoderId.parse('ada')
const said = (fields: Partial<Said> = {}): Said => ({ ...fromTemplate('pair'), ...fields })
const found = (...ids: readonly ArticleId[]): ArticlesFound => ({
  articles: ids.map((id) => ({ id, title: '', outlet: '', date: '' })),
  total: ids.length,
})
const made = (fields: Partial<Said> = {}): Definition => {
  const [step] = addDefinition(penOf(), said(fields))
  if (step?.kind !== 'definition' || step.after === null) throw new Error('nothing was made')
  return step.after
}

describe('a kept report', () => {
  it('is made, changed and removed; a change that says the same is none', () => {
    const first = made({ title: 'Two bridges' })
    expect(editDefinition(first, { title: 'Two bridges', pairs: null })).toEqual([])
    const after = { ...first, authors: 'Ada' }
    expect(editDefinition(first, { authors: 'Ada' })).toEqual([{ kind: 'definition', before: first, after }])
    expect(removeDefinition(after)).toEqual([{ kind: 'definition', before: after, after: null }])
  })

  it('gets a name that no other has', () => {
    const others = ['Pair', 'Pair 2', 'For 2025'].map((name) => ({ name }))
    expect([freeName('Pair', others), freeName('Pair 2', others), freeName('Single', others)]).toEqual(['Pair 3', 'Pair 3', 'Single'])
  })
})

describe('the articles of a report', () => {
  const desk = { panes: [b, a], set: [c, a] } as const
  it.each<[Partial<Said>, object]>([
    [{ scope: 'open' }, { articleIds: [b] }],
    [{ scope: 'pair' }, { articleIds: [b, a] }],
    [{ scope: 'set' }, { articleIds: [b, a, c] }],
    [{ scope: 'chosen', articleIds: [d, b, d] }, { articleIds: [d, b] }],
    [{ scope: 'collection', collection: 'Bridge' }, { collection: 'Bridge' }],
    [{ scope: 'all', articleIds: [a] }, { collection: null }],
  ])('%j are sought as %j', (fields, sought) => {
    expect(soughtBy(said(fields), desk)).toEqual(sought)
  })

  it('with nothing open there are none, and nothing is asked for', () => {
    expect(soughtBy(said(), { panes: [null, null], set: [] })).toEqual({ articleIds: [] })
    expect(requestOf(said(), [])).toBeNull()
  })

  it('are found in the project: those chosen in their order, others in the order of their import', () => {
    const project = newProject()
    for (const [id, collection] of [
      ['x', 'Bridge'],
      ['y', 'Ferry'],
      ['z', 'Bridge'],
    ] as const)
      importInto(project, articleOf(id, ['Some words.'], { collection, title: id === 'y' ? '' : id }))
    const ids = (list: readonly string[]) => ({ articleIds: list.map((id) => ArticleId.parse(id)) })
    const idsOf = ({ articles, total }: ArticlesFound) => [articles.map(({ id }) => id), total]
    expect(idsOf(articlesOf(project, ids(['z', 'gone', 'x'])))).toEqual([['z', 'x'], 2])
    expect(idsOf(articlesOf(project, { collection: 'Bridge' }))).toEqual([['x', 'z'], 2])
    expect(idsOf(articlesOf(project, { collection: null }))).toEqual([['x', 'y', 'z'], 3])
    expect(idsOf(articlesOf(project, { collection: 'None' }))).toEqual([[], 0])
    expect(articlesOf(project, ids(['y'])).articles[0]?.title).toBe('y.txt')
  })
})

describe('what is asked for', () => {
  it('says what the definition says, sections in their order and without those that nobody knows', () => {
    const all = { title: 'T', authors: 'A', abstract: 'B', codeIds: [blame], coderIds: [ada] }
    const sections = ['check', 'of another time', 'method', 'check']
    expect(requestOf(said({ ...all, sections }), [a, b])).toEqual({ ...all, articleIds: [a, b], sections: ['check', 'method'] })
    expect(requestOf(said({ sections: ['of another time'] }), [a])).not.toHaveProperty('sections')
  })

  it('asks for the pairs whose articles are there, and for the usual ones where none are named', () => {
    const pairs: Said['pairs'] = [
      [a, b],
      [c, a],
      [b, b],
    ]
    expect(requestOf(said({ pairs }), [a, b])?.pairs).toEqual([[a, b]])
    expect(requestOf(said({ pairs: [] }), [a, b])?.pairs).toEqual([])
    expect(requestOf(said(), [a, b])).not.toHaveProperty('pairs')
  })

  it('a code that is gone does not make a report of one code a report of all', () => {
    const definition = said({ codeIds: [blame] })
    expect(requestOf(definition, [a])?.codeIds).toEqual([blame])
  })

  it('is a request whatever is kept', () => {
    const id = fc.constantFrom(a, b, c, d)
    const some = fc.record({
      scope: fc.constantFrom('open', 'pair', 'set', 'collection', 'all', 'chosen'),
      articleIds: fc.uniqueArray(id),
      pairs: fc.option(fc.array(fc.tuple(id, id))),
      sections: fc.array(fc.oneof(fc.constantFrom(...reportSections), fc.string({ maxLength: 32 })), { maxLength: 50 }),
      title: fc.string(),
      codeIds: fc.subarray([blame, cause]),
    })
    fc.assert(
      fc.property(some, fc.uniqueArray(id, { minLength: 1 }), (fields, here) => {
        const request = requestOf(said(fields), here)
        expect(ReportRequest.parse(request)).toEqual(request)
        for (const pair of request?.pairs ?? []) for (const end of pair) expect(here).toContain(end)
      }),
    )
  })
})

describe('what is missing', () => {
  const known = { codeIds: new Set([blame]), coderIds: new Set<CoderId>() }
  const missing = (fields: Partial<Said>, there: ArticlesFound) => {
    const definition = said(fields)
    return missingFrom(definition, { sought: soughtBy(definition, { panes: [a, b], set: [] }), found: there }, known)
  }

  it('is nothing while everything is there', () => {
    expect(missing({ codeIds: [blame], pairs: [[a, b]] }, found(a, b))).toEqual([])
  })

  it('is said: articles, codes, coders, pairs', () => {
    const fields: Partial<Said> = {
      scope: 'chosen',
      articleIds: [a, b, c],
      codeIds: [blame, cause],
      coderIds: [ada],
      pairs: [
        [a, b],
        [a, d],
      ],
    }
    expect(missing(fields, found(a))).toEqual([
      '2 articles no longer in the project: left out.',
      '1 code no longer in the project: left out.',
      '1 coder no longer in the project: left out.',
      '2 pairs of articles that are not in this report: left out.',
    ])
  })

  it('is said of what does not fit', () => {
    expect(missing({ scope: 'all' }, { ...found(a), total: 1 + 1_234 })).toEqual([
      `1,234 articles more than the ${MOST_REPORTED} that a report may have: left out.`,
    ])
  })
})

it('every template asks for sections that there are, and each is another', () => {
  const all = templateNames.map((name) => fromTemplate(name))
  for (const { sections } of all) for (const section of sections) expect(reportSections).toContain(section)
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(templateNames.length)
})

it('what a report names follows where ids are given anew when it comes into another project', () => {
  const { article } = articleOf('a', ['Words.'])
  const definition = made({ scope: 'chosen', articleIds: [a, d], pairs: [[a, d]] })
  const records = { ...noRecords(), article: [article], definition: [definition] }
  const held = {
    record: (kind: string) => (kind === 'article' ? { ...article, title: 'Another' } : undefined),
    codebooks: [],
    shortcuts: [],
  }
  let n = 0
  const { change } = takeContents(held as Parameters<typeof takeContents>[0], { records }, () => `new-${++n}`)
  expect(change.map(({ kind, after }) => [kind, after])).toEqual([
    ['article', { ...article, id: 'new-1' }],
    ['definition', { ...definition, articleIds: ['new-1', d], pairs: [['new-1', d]] }],
  ])
})
