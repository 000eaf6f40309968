// The evidence of a report as records of a project: what comes in, where it comes to stand, and what is left out by name.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guidOf } from '../../../electron/exchange/guid.ts'
import { evidenceOf } from '../../../electron/export/evidence.ts'
import { sha256Of } from '../../../electron/store/contents.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import { noRecords, type ProjectContents } from '../../../shared/exchange/contents.ts'
import { checkReferences } from '../../../shared/exchange/take.ts'
import { CodebookId, CoderId, HighlightId, RevisionId } from '../../../shared/ids.ts'
import type { Article, Highlight } from '../../../shared/records.ts'
import { Evidence } from '../../../shared/report/evidence.ts'
import { evidenceContents, type ReportContents } from '../../../shared/report/evidencein.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { anyProject, codedProject } from '../../helpers/codedproject.ts'
import { article, code, codebook, type Mark, type MarkedBlock, report } from '../../helpers/reports.ts'

const codes = [code('cause', 'Cause', '#c78623'), code('blame', 'Blame', '#1da58a', { parentId: code('cause', '', '#000000').id })]
const words: readonly MarkedBlock[] = [
  ['title', 'title', 'The [1 harbour 1] closes'],
  ['paragraph', 'body', 'Officials [2 blamed [3 the weather 2] for it 3]; residents blamed the [4 officials 4] 🎣.'],
  ['paragraph', 'caption', 'A picture of [4 boats 4]'],
]
const marks: Readonly<Record<string, Mark>> = {
  1: { codes: ['cause'], note: 'Two\nlines' },
  2: { codes: ['blame', 'cause'] },
  3: { codes: [] },
  4: { codes: ['blame'], note: 'pieces' },
}
const harbour = article('harbour', words, marks)
const whole = { sections: ['codes', 'quotations', 'articles'] } as const
const evidenceFor = (articles: readonly OpenArticle[], request: object = whole): Evidence => {
  const made = report(articles, codes, { request })
  // As it is read from a file.
  return Evidence.parse(JSON.parse(JSON.stringify(evidenceOf(made, reportPage(made)))))
}
const file = { name: 'report.html', bytes: new TextEncoder().encode('the report') }
const taken = (evidence: Evidence, project: ProjectContents | null = null): ReportContents => {
  const found = evidenceContents(evidence, { project, file, guidOf, sha256: sha256Of, now: 7, version: '1.2.3' })
  checkReferences(found.contents.records)
  return found
}
/** A project that holds articles, with all that stands in them. */
function projectOf(articles: readonly OpenArticle[], more: Partial<ReturnType<typeof noRecords>> = {}): ProjectContents {
  const records = { ...noRecords(), ...more }
  records.coder.push({ id: CoderId.parse('coder'), name: 'M. Rossi' })
  records.codebook.push(codebook)
  records.code.push(...codes)
  for (const { article: each, highlights, codings } of articles) {
    records.article.push(each)
    records.highlight.push(...highlights)
    records.coding.push(...codings)
  }
  const texts = articles.map(({ article: { textSha256: sha256 }, text, blocks }) => ({ sha256, text, blocks }))
  return { name: 'Own', analyst: null, records, texts, layouts: [], originals: [] }
}
const lossesIn = ({ losses }: ReportContents) => Object.fromEntries(losses.map(({ what, names }) => [what, names]))
const bare = (open: OpenArticle): OpenArticle => ({ ...open, highlights: [], codings: [] })
/** What a highlight says, whatever its ids. */
const saying = (records: ProjectContents['records']) => {
  const name = new Map<string, string>([...records.code, ...records.coder].map((each) => [each.id, each.name]))
  return records.highlight
    .map(({ id, articleId, ranges, quote, prefix, suffix, note, coderId, createdAt, formerQuote }) => ({
      articleId,
      ranges,
      quote,
      prefix,
      suffix,
      note,
      createdAt,
      formerQuote,
      coder: name.get(coderId),
      codes: records.coding
        .filter(({ highlightId }) => highlightId === id)
        .map(({ codeId }) => name.get(codeId) ?? '')
        .sort(),
    }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
}

describe('into a project that has nothing of it', () => {
  const found = taken(evidenceFor([harbour]))
  const { records, texts, originals } = found.contents

  it('comes the article with its text, blocks and zones, and says where it is from', () => {
    expect(texts).toEqual([{ sha256: harbour.article.textSha256, text: harbour.text, blocks: harbour.blocks }])
    const [own] = records.article
    const { title, outlet, author, date, url, language, words: counted } = harbour.article
    expect(own).toMatchObject({ title, outlet, author, date, url, language, words: counted, source: 'report.html', format: 'report' })
    expect(own?.repairs.join('; ')).toContain(`(SHA-256 ${harbour.article.originalSha256}): the report stands in its place`)
    expect(originals).toEqual([{ sha256: own?.originalSha256, bytes: file.bytes }])
  })

  it('comes every highlight with its ranges, codes, note, coder and time', () => {
    expect(records.highlight).toHaveLength(4)
    expect(saying(records)).toEqual(saying(projectOf([harbour]).records))
    expect(found.losses).toEqual([])
  })

  it('come the codes as they stand in the codebook', () => {
    expect(records.code.map(({ id, key, name, definition, color, parentId }) => ({ id, key, name, definition, color, parentId }))).toEqual(
      codes.map(({ id, key, name, definition, color, parentId }) => ({ id, key, name, definition, color, parentId })),
    )
    expect(records.codebook.map(({ name }) => name)).toEqual(['Book'])
  })
})

describe('into a project that has the article', () => {
  it('comes nothing that is there already', () => {
    const own = projectOf([harbour])
    const { contents, losses, notes } = taken(evidenceFor([harbour]), own)
    expect(contents.records.highlight).toEqual([])
    expect(contents.records.article).toEqual(own.records.article)
    expect(losses).toEqual([])
    expect(notes).toContain('4 of its highlights are in the project already.')
  })

  it('a highlight of another name on the same words, with the same codes and coder, is the same one', () => {
    const own = projectOf([harbour])
    const renamed = { ...own.records, highlight: own.records.highlight.map((mark) => ({ ...mark, id: HighlightId.parse(`x-${mark.id}`) })) }
    const codings = own.records.coding.map((coding) => ({ ...coding, highlightId: HighlightId.parse(`x-${coding.highlightId}`) }))
    const { contents } = taken(evidenceFor([harbour]), { ...own, records: { ...renamed, coding: codings } })
    expect(contents.records.highlight).toEqual([])
    const others = taken(evidenceFor([harbour]), { ...own, records: { ...renamed, coding: [] } })
    expect(others.contents.records.highlight.map(({ id }) => id)).toEqual(['harbour-h1', 'harbour-h2', 'harbour-h4'])
  })

  it('the article is known by its text, or by the file that it was read from', () => {
    const byText = projectOf([bare({ ...harbour, article: { ...harbour.article, id: article('other', [], {}).article.id } })])
    expect(taken(evidenceFor([harbour]), byText).contents.records.highlight.map(({ articleId }) => articleId)).toEqual(
      Array(4).fill('other'),
    )
    const read = article('other', [...words, ['paragraph', 'body', 'More was read.']], marks, {
      originalSha256: harbour.article.originalSha256,
    })
    const byFile = taken(evidenceFor([harbour]), projectOf([bare(read)]))
    expect(byFile.about.articles.map(({ meets }) => meets)).toEqual(['changed'])
    expect(byFile.contents.records.highlight.map(({ quote }) => quote).sort()).toEqual(harbour.highlights.map(({ quote }) => quote).sort())
  })

  it('codes are known by codebook, key and name, whatever their ids; others come in a codebook of their own', () => {
    const own = projectOf([bare(harbour)])
    const [cause] = codes.map((each) => ({ ...each, id: code(`own-${each.id}`, '', '#000000').id, parentId: null }))
    const { contents, losses } = taken(evidenceFor([harbour]), {
      ...own,
      records: { ...own.records, code: cause === undefined ? [] : [cause] },
    })
    expect(contents.records.code.map(({ id, codebookId, parentId }) => [id, codebookId, parentId])).toEqual([
      ['own-cause', 'book', null],
      [expect.any(String), expect.any(String), null],
      ['blame', expect.any(String), expect.any(String)],
    ])
    const [, made, under] = contents.records.code
    expect(under).toMatchObject({ codebookId: made?.codebookId, parentId: made?.id })
    expect(under?.codebookId).not.toBe('book')
    expect(losses).toEqual([])
  })

  it('what the project says otherwise of a highlight stays, and is named', () => {
    const own = projectOf([harbour])
    const [first, ...rest] = own.records.highlight
    const highlight = [{ ...(first as Highlight), note: 'said later' }, ...rest]
    const found = taken(evidenceFor([harbour]), { ...own, records: { ...own.records, highlight } })
    expect(found.contents.records.highlight).toEqual([])
    expect(lossesIn(found)).toEqual({
      'Highlights that the project has already, and says otherwise, stay as the project has them.': ['Title of harbour: “harbour”'],
    })
  })
})

describe('into a project where the text is another', () => {
  const now = article(
    'harbour',
    [
      ['title', 'title', 'The old harbour closes'],
      ['paragraph', 'body', 'Officials blamed the weather for it; residents blamed the ministers 🎣.'],
      ['paragraph', 'caption', 'A picture of ships'],
    ],
    {},
  )
  const revision = {
    id: RevisionId.parse('r-1'),
    articleId: harbour.article.id,
    number: 1,
    textSha256: harbour.article.textSha256,
    blocksSha256: null,
    reason: '',
    coderId: CoderId.parse('coder'),
    at: 1,
    originalSha256: null,
  }

  it('highlights go with their words, and one whose words are gone stays out by name', () => {
    const found = taken(evidenceFor([harbour]), projectOf([now]))
    expect(found.contents.records.highlight.map(({ quote, formerQuote }) => [quote, formerQuote])).toEqual([
      ['harbour', ''],
      ['blamed the weather', ''],
      ['the weather for it', ''],
    ])
    expect(lossesIn(found)).toEqual({
      'Highlights without a certain place in the text that the article has now stay out.': ['Title of harbour: “officials … boats”'],
    })
  })

  it('it waits without a place where the project keeps the text that it was marked in', () => {
    const own = projectOf([now], { revision: [revision] })
    const text = { sha256: harbour.article.textSha256, text: harbour.text, blocks: harbour.blocks }
    const found = taken(evidenceFor([harbour], { sections: ['codes', 'quotations'] }), { ...own, texts: [...own.texts, text] })
    expect(
      found.contents.records.orphan.map(({ revisionId, highlight, codings }) => [revisionId, highlight.quote, codings.length]),
    ).toEqual([['r-1', 'officials … boats', 1]])
    expect(lossesIn(found)).toEqual({
      'Highlights without a certain place wait with those that have none.': ['Title of harbour: “officials … boats”'],
    })
  })

  it('a highlight never comes to words that are only like its own', () => {
    const [one, two] = ['It was said. Nobody paid.', 'It was said twice. It was said again. Somebody else paid it.']
    const said = article('said', [['paragraph', 'body', '[1 It was said 1]. Nobody paid.']], { 1: { codes: ['cause'] } })
    const other = article('said', [['paragraph', 'body', two]], {})
    expect(said.text).toBe(one)
    const without = evidenceFor([said], { sections: ['codes', 'quotations'] })
    expect(without['parallax:articles'][0]).not.toHaveProperty('parallax:text')
    const found = taken(without, projectOf([other]))
    expect(found.contents.records.highlight).toEqual([])
    expect(Object.values(lossesIn(found))).toEqual([['Title of said: “It was said”']])
  })
})

describe('of a file that says what it should not', () => {
  const with_ = (change: (evidence: Evidence) => Evidence) => taken(change(evidenceFor([harbour])))

  it('a text that is not the one of its hash stays out, and what is marked in it', () => {
    const found = with_((evidence) => ({
      ...evidence,
      'parallax:articles': evidence['parallax:articles'].map((each) => ({ ...each, 'parallax:text': `${each['parallax:text']}!` })),
    }))
    expect(found.contents.records.article).toEqual([])
    expect(found.about.articles.map(({ meets }) => meets)).toEqual(['missing'])
    expect(Object.entries(lossesIn(found)).map(([what, { length }]) => [what.slice(0, 22), length])).toEqual([
      ['Highlights of articles', 4],
      ['Texts that are not tho', 1],
    ])
  })

  it('places that are not those of the words are not believed', () => {
    const shift = (place: string) => place.replaceAll(/(\d+)-(\d+)/g, (_, start, end) => `${Number(start) + 1}-${Number(end) + 1}`)
    const found = with_((evidence) => ({
      ...evidence,
      items: evidence.items.map((item) => ({ ...item, 'parallax:place': shift(item['parallax:place']) })),
    }))
    expect(saying(found.contents.records)).toEqual(saying(projectOf([harbour]).records))
    const beyond = with_((evidence) => ({
      ...evidence,
      items: evidence.items.map((item) => ({ ...item, 'parallax:place': 'harbour 5-999999999' })),
    }))
    expect(saying(beyond.contents.records)).toEqual(saying(projectOf([harbour]).records))
  })

  it('S26 names of prototypes are words like others, and ids that are taken are made anew', () => {
    const json = JSON.stringify(evidenceFor([harbour]))
      .replaceAll('"Cause"', '"__proto__"')
      .replaceAll('"items":', '"__proto__":{"polluted":1},"items":')
    const found = taken(Evidence.parse(JSON.parse(json)))
    expect(found.contents.records.code.map(({ name }) => name)).toContain('__proto__')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    const twice = with_((evidence) => ({ ...evidence, items: [...evidence.items, ...evidence.items] }))
    expect(twice.contents.records.highlight).toHaveLength(4)
    expect(lossesIn(twice)['Two highlights of one name: the later one stays out.']).toHaveLength(4)
  })

  it('codes that are named above themselves or not at all do no harm', () => {
    const found = with_((evidence) => ({
      ...evidence,
      'parallax:codes': (evidence['parallax:codes'] ?? []).map((each) => ({ ...each, path: [each.name, each.name] })),
    }))
    expect(found.contents.records.highlight).toHaveLength(4)
    const { 'parallax:codes': _codes, ...older } = evidenceFor([harbour])
    const old = taken(older, projectOf([bare(harbour)]))
    expect(saying(old.contents.records)).toEqual(saying(projectOf([harbour]).records))
    expect(taken(older).contents.records.codebook.map(({ name }) => name)).toEqual(['Title of harbour'])
  })
})

describe('round trips', () => {
  /** The articles of contents, as they are when they are open. */
  const opened = ({ records, texts }: ProjectContents): OpenArticle[] =>
    records.article.map((each: Article) => {
      const text = texts.find(({ sha256 }) => sha256 === each.textSha256)
      if (text === undefined) throw new Error('a text is missing')
      return {
        article: each,
        text: text.text,
        blocks: text.blocks,
        zoneMarks: [],
        bookmarks: [],
        links: [],
        orphans: [],
        highlights: records.highlight.filter(({ articleId }) => articleId === each.id),
        codings: records.coding.filter(({ articleId }) => articleId === each.id),
      }
    })
  const reported = (contents: ProjectContents): Evidence => {
    const { coder, codebook: codebooks, code: all, entity } = contents.records
    const made = report(opened(contents), all, { coders: coder, codebooks, entities: entity, pairs: [], request: whole })
    return Evidence.parse(JSON.parse(JSON.stringify(evidenceOf(made, reportPage(made)))))
  }
  /** What a report says, but for its project and the order of highlights that share a place. */
  const said = ({ items, 'parallax:codes': all, 'parallax:articles': articles }: Evidence) => ({
    items: items
      .map(({ body, ...rest }) => ({ ...rest, body: body.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    codes: all?.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    texts: articles.map((each) => [each.id, each['parallax:textSha256'], each['parallax:text'], each['parallax:blocks']]),
  })

  it('a project gives a report that gives a project that gives the same report', () => {
    for (const project of [codedProject, projectOf([harbour])]) {
      const first = reported(project)
      expect(first.items.length).toBeGreaterThan(3)
      expect(said(reported(taken(first).contents))).toEqual(said(first))
    }
  })

  it('any project does', () => {
    fc.assert(
      fc.property(anyProject, (project) => {
        // The import takes no article without words.
        fc.pre(project.texts.every(({ text }) => text.trim() !== ''))
        const first = reported(project)
        const found = taken(first)
        expect(found.losses).toEqual([])
        expect(said(reported(found.contents))).toEqual(said(first))
      }),
      { numRuns: 60 },
    )
  })

  it('a code above those that occur comes with all that it says', () => {
    const rain = article('rain', [['paragraph', 'body', 'Then [1 rain 1].']], { 1: { codes: ['blame'] } })
    const { contents, losses } = taken(evidenceFor([rain]))
    expect(contents.records.code.map(({ id, definition, parentId }) => [id, definition, parentId])).toEqual([
      ['cause', 'When to use cause.', null],
      ['blame', 'When to use blame.', 'cause'],
    ])
    expect(losses).toEqual([])
    const older = evidenceFor([rain])
    const only = (older['parallax:codes'] ?? []).filter(({ name }) => name === 'Blame')
    expect(taken({ ...older, 'parallax:codes': only }).losses).toMatchObject([
      { what: 'Codes that others stand under come with their names only.', names: ['Cause'] },
    ])
  })

  it('what a coding says beyond its code comes along', () => {
    const stance = { key: 'stance', name: 'Stance', kind: 'choice', options: ['for', 'against'], initial: '' } as const
    const own = projectOf([bare(harbour)])
    const withValues = { ...harbour, codings: harbour.codings.map((coding) => ({ ...coding, attributes: { stance: 'for' } })) }
    const made = report(
      [withValues],
      codes.map((each) => ({ ...each, attributes: [stance] })),
      { request: whole },
    )
    const evidence = Evidence.parse(JSON.parse(JSON.stringify(evidenceOf(made, reportPage(made)))))
    const fresh = taken(evidence).contents.records
    expect(fresh.coding.map(({ attributes }) => attributes)).toEqual(Array(4).fill({ stance: 'for' }))
    expect(fresh.code.map(({ attributes }) => attributes.map(({ key }) => key))).toEqual([['stance'], ['stance']])
    const known = { ...own, records: { ...own.records, code: own.records.code.map((each) => ({ ...each, attributes: [stance] })) } }
    expect(taken(evidence, known).contents.records.coding.map(({ attributes }) => attributes)).toEqual(Array(4).fill({ stance: 'for' }))
    const without = taken(evidence, own)
    expect(without.contents.records.coding.map(({ attributes }) => attributes)).toEqual(Array(4).fill({}))
    expect(lossesIn(without)['Values that the codes of the project have no attribute for stay out.']).toHaveLength(4)
  })

  it('a second report of the same project adds its codes to those that came with the first', () => {
    const one = article('one', [['paragraph', 'body', '[1 Fog 1] came.']], { 1: { codes: ['cause'] } })
    const two = article('two', [['paragraph', 'body', 'Then [1 rain 1].']], { 1: { codes: ['blame'] } })
    const first = taken(evidenceFor([one])).contents
    const second = taken(evidenceFor([two]), { ...first, records: first.records }).contents
    expect(second.records.codebook.map(({ id }) => id)).toEqual([CodebookId.parse(first.records.codebook[0]?.id)])
    expect(second.records.code.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['cause', null],
      ['blame', 'cause'],
    ])
  })
})
