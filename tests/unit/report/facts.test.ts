// What a report says of highlights beyond their codes, of articles beyond their text, and of the method.
import { describe, expect, it } from 'vitest'
import type { OpenArticle } from '../../../shared/contract.ts'
import {
  ArticleId,
  CodebookId,
  CodeId,
  CoderId,
  EntityId,
  HighlightId,
  LinkId,
  OrphanId,
  RevisionId,
  StudyId,
} from '../../../shared/ids.ts'
import { type Code, type Link, linkTypes } from '../../../shared/records.ts'
import type { ReportInput } from '../../../shared/report/build.ts'
import { Report, type ReportSection, reportSections } from '../../../shared/report/model.ts'
import { textOf } from '../../../shared/report/node.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { dateOf } from '../../../shared/report/wording.ts'
import { article, code, codebook, report, sha256 } from '../../helpers/reports.ts'
import { elementsOf } from '../../helpers/tree.ts'

const request = { title: '', authors: '', abstract: '', sections: reportSections, codeIds: [], coderIds: [] }
const board = { id: EntityId.parse('board'), name: 'River board', kind: 'organisation', side: '', aliases: [], memo: '' } as const
const attribute = (key: string, name: string, kind: Code['attributes'][number]['kind'] = 'text') => ({
  key,
  name,
  kind,
  options: [],
  initial: '',
})
const codes = [
  code('source', 'Source', '#2f7d5b', {
    whenToUse: 'Whoever is said to have said it.',
    whenNot: 'Not for the writer.',
    example: 'the board',
    attributes: [attribute('standing', 'Standing'), attribute('who', 'Speaks for', 'entity')],
  }),
  code('named', 'Named source', '#2f7d5b', { parentId: CodeId.parse('source'), attributes: [attribute('rank', 'Rank')] }),
  code('word', 'Loaded wording', '#9b3d7e', { position: 1 }),
  code('unused', 'Unused', '#9b3d7e', { position: 2 }),
]
const one = article('one', [['paragraph', 'body', 'The [1 river board 1] closed [2 the so-called weir 2].']], {
  1: { codes: ['named'] },
  2: { codes: ['word'], note: 'Whose word?' },
})
const two = article('two', [['paragraph', 'body', 'Nobody closed [1 the weir 1].']], { 1: { codes: ['word'] } })
const highlight = (open: OpenArticle, n: number) => {
  const found = open.highlights[n]
  if (found === undefined) throw new Error('no such highlight')
  return found
}
const link = (name: string, type: Link['type'], fromId: HighlightId, toId: HighlightId, note = ''): Link => ({
  id: LinkId.parse(name),
  type,
  fromId,
  toId,
  note,
  coderId: CoderId.parse('coder'),
  createdAt: 0,
})

const built = (articles: readonly OpenArticle[], rest: Partial<ReportInput> = {}) =>
  report(articles, codes, { request, entities: [board], ...rest })
const part = (made: Report, id: string): string => {
  const found = [...elementsOf(reportPage(made))].find(({ attributes }) => attributes.id === id)
  return found === undefined ? '' : textOf(found)
}

describe('a highlight in a report', () => {
  it('says the values of its codings by the names of their attributes, also those of the codes above, and entities by name', () => {
    const [coding] = one.codings
    if (coding === undefined) throw new Error('no coding')
    const values = { rank: 'head', who: 'board', standing: 'official', gone: 'kept' }
    const made = built([{ ...one, codings: [{ ...coding, attributes: values }, ...one.codings.slice(1)] }])
    expect(Report.parse(made)).toEqual(made)
    expect(part(made, 'highlight-1')).toContain('Standing: officialSpeaks for: River boardRank: headgone: kept')
    expect(part(made, 'quotations')).toContain('Standing: official')
  })

  it('says whom or what it is about', () => {
    const about = { ...one, highlights: [{ ...highlight(one, 0), entityId: board.id }, highlight(one, 1)] }
    expect(part(built([about]), 'highlight-1')).toContain('About: River board')
    expect(part(built([about]), 'highlight-2')).not.toContain('About')
  })

  it('leads to the highlights that it is linked to, and reads each link from its own end', () => {
    const source = link('l', 'source', highlight(one, 1).id, highlight(one, 0).id)
    const against = link('m', 'contradicts', highlight(one, 1).id, highlight(two, 0).id, 'Who closed it?')
    const made = built([
      { ...one, links: [source, against] },
      { ...two, links: [against] },
    ])
    expect(part(made, 'highlight-1')).toContain('Source of: highlight 2')
    expect(part(made, 'highlight-2')).toContain('Source: highlight 1Contradicts: highlight 3 – Who closed it?')
    expect(part(made, 'highlight-3')).toContain('Contradicts: highlight 2 – Who closed it?')
    const hrefs = [...elementsOf(reportPage(made))].flatMap(({ attributes }) => attributes.href ?? [])
    expect(hrefs).toContain('#highlight-3')
  })

  it('lists its links in the order of what they lead to, whatever order they come in', () => {
    const links = [
      link('z', 'same claim', highlight(one, 0).id, highlight(one, 1).id),
      link('a', 'contradicts', highlight(one, 0).id, highlight(two, 0).id),
    ]
    const order = (given: readonly Link[]) =>
      built([{ ...one, links: given }, two]).articles[0]?.highlights[0]?.links.map(({ number }) => number)
    expect(order(links)).toEqual([2, 3])
    expect(order(links.toReversed())).toEqual([2, 3])
  })

  it('says where a link leads to that is not in the report', () => {
    const away = highlight(two, 0)
    const outside = { highlight: away, title: 'Another article' }
    const made = built([{ ...one, links: [link('l', 'same claim', highlight(one, 0).id, away.id)] }], { linked: [outside] })
    expect(part(made, 'highlight-1')).toContain('Same claim: a highlight that is not in this report, in Another article')
    const filtered = built([{ ...one, links: [link('l', 'same claim', highlight(one, 0).id, highlight(one, 1).id)] }], {
      request: { ...request, codeIds: [CodeId.parse('named')] },
    })
    expect(part(filtered, 'highlight-1')).toContain('a highlight that is not in this report, in Title of one')
  })

  it.each(linkTypes)('has words for a link of the type “%s” at both ends', (type) => {
    const made = built([{ ...one, links: [link('l', type, highlight(one, 0).id, highlight(one, 1).id)] }])
    const says = made.articles.flatMap(({ highlights }) => highlights.flatMap(({ links }) => links.map(({ says }) => says)))
    expect(says).toHaveLength(2)
    for (const word of says) expect(word).not.toBe('')
  })

  it('is listed by its words where it has no place, if its codes and its coder are asked for', () => {
    const orphan = {
      id: OrphanId.parse('o'),
      articleId: two.article.id,
      revisionId: RevisionId.parse('r'),
      highlight: { ...highlight(two, 0), id: HighlightId.parse('lost'), quote: 'words that are gone', note: 'Kept.' },
      codings: two.codings,
      links: [],
    }
    const made = built([{ ...two, orphans: [orphan] }])
    expect(part(made, 'article-1')).toMatch(
      /1 highlight without a place in this text, in no figure:“words that are gone”Kept\.Loaded wording · M\. Rossi/,
    )
    const others = { ...request, codeIds: [CodeId.parse('named')] }
    expect(part(built([{ ...two, orphans: [orphan] }], { request: others }), 'article-1')).not.toContain('words that are gone')
  })
})

describe('the method of a report', () => {
  it('tells coders with their highlights, and what came from suggestions and from other files', () => {
    const anna = { id: CoderId.parse('anna'), name: 'Anna Reiter' }
    const rossi = { id: CoderId.parse('coder'), name: 'M. Rossi' }
    const marks = [
      { ...highlight(one, 0), origin: 'suggested', rule: 'quotation.alone' } as const,
      { ...highlight(one, 1), coderId: anna.id, origin: 'suggested', rule: 'quotation.alone' } as const,
    ]
    const imported = { ...two, highlights: [{ ...highlight(two, 0), origin: 'imported' } as const] }
    const made = built([{ ...one, highlights: marks }, imported], { coders: [rossi, anna] })
    const said = part(made, 'method')
    expect(said).toContain('2 coders, with the number of highlights: Anna Reiter (1), M. Rossi (2).')
    expect(said).toContain('2 highlights accepted from suggestions that are made by rule:In quotation marks; no source was found: 2')
    expect(said).toContain('1 highlight came in from other files.')
    expect(part(made, 'highlight-1')).toContain('accepted from a suggestion')
  })

  it('tells the codes that are used and those above them, with when to use them and when not, and how many there are', () => {
    const [book] = built([one], { codebooks: [{ ...codebook, description: 'For weirs.', citation: 'By hand.' }] }).codebooks
    expect(book).toMatchObject({ name: 'Book', description: 'For weirs.', citation: 'By hand.', size: 4 })
    expect(book?.codes.map(({ name, path }) => [...path, name])).toEqual([['Source'], ['Source', 'Named source'], ['Loaded wording']])
    const said = part(built([one]), 'method')
    expect(said).toContain('Codes that are used, with those above them: 3 of 4')
    expect(said).toContain('When to use: Whoever is said to have said it.When not to: Not for the writer.Example: the board')
  })

  it('tells the thresholds of a comparison where there is one, and the version', () => {
    expect(part(built([one, two]), 'method')).toContain('likeness of 0.15')
    const unchecked = reportSections.filter((section) => section !== 'check')
    const passages = /8 or more words in a row .* 12 or more words in common .* 60 %/
    expect(part(built([one, two], { request: { ...request, sections: unchecked } }), 'method')).toMatch(passages)
    expect(part(built([one, two]), 'method')).not.toContain('words in a row')
    expect(part(built([one]), 'method')).not.toContain('words in a row')
    expect(part(built([one]), 'method')).toContain('by Parallax 0.1.0')
  })

  it('tells definitions once, in the method or else beside the counts', () => {
    const told = (sections: readonly ReportSection[]) => {
      const page = reportPage(built([one], { request: { ...request, sections } }))
      return [...elementsOf(page)].filter(({ tag }) => tag === 'th').filter((head) => textOf(head) === 'Definition').length
    }
    expect([told(['method', 'codes']), told(['codes']), told(['method'])]).toEqual([1, 1, 1])
  })

  it('leaves out the codebooks that no code of the report is of', () => {
    const other = { ...codebook, id: CodebookId.parse('other'), name: 'Other book', position: 1 }
    expect(built([one], { codebooks: [codebook, other] }).codebooks.map(({ name }) => name)).toEqual(['Book'])
  })
})

describe('a quotation', () => {
  const contexts = (text: string) => {
    const open = article('long', [['paragraph', 'body', text]], { 1: { codes: ['word'] } })
    return [...elementsOf(reportPage(report([open], codes, { request })))]
      .filter(({ attributes }) => attributes.class === 'context')
      .map(textOf)
      .slice(0, 2)
  }

  it('stands in whole words, with a sign only where its line goes on', () => {
    expect(contexts('Short before [1 words 1] short after.')).toEqual(['Short before ', ' short after.'])
    expect(contexts('It is told at length that the unforeseen closing of [1 words 1] is more than anybody had foreseen here.')).toEqual([
      '…\u00a0that the unforeseen closing of ',
      ' is more than anybody had\u00a0…',
    ])
    expect(contexts(`${'a'.repeat(40)}[1 words 1]${'b'.repeat(40)}`)).toEqual([`…\u00a0${'a'.repeat(32)}`, `${'b'.repeat(32)}\u00a0…`])
  })
})

describe('the date of an article', () => {
  it('is read by people: a day, and a time to the minute with its zone', () => {
    expect(['2026-03-01', '2026-03-01T09:30', '2026-03-01T09:30:59.5Z', '2026-03-01T09:30:00+04:00', '1 March', ''].map(dateOf)).toEqual([
      '2026-03-01',
      '2026-03-01 09:30',
      '2026-03-01 09:30 UTC',
      '2026-03-01 09:30 +04:00',
      '1 March',
      '',
    ])
  })
})

describe('an article without a title', () => {
  it('goes by its file and its place in it, everywhere', () => {
    const parts = [1, 2].map((part) =>
      article(`part${part}`, [['paragraph', 'body', 'Words.']], {}, { title: '', source: 'page.txt', part, of: 2 }),
    )
    const page = textOf(reportPage(report(parts, [], { request })))
    expect(report(parts, []).title).toBe('page.txt (1 of 2) · page.txt (2 of 2)')
    expect(page).not.toMatch(/Untitled|page\.txt(?! \()/)
  })
})

describe('the provenance of an article', () => {
  it('tells all that is known of how it came in, and what was done to it since', () => {
    const reprinted = { ...two.article, id: ArticleId.parse('elsewhere'), title: 'The first print' }
    const known: OpenArticle = {
      ...one,
      article: {
        ...one.article,
        via: 'link',
        address: 'https://outlet.example/fetched',
        importer: '0.2.0',
        evidence: { date: 'the dateline' },
        modified: '2026-03-02',
        section: 'Regions',
        collection: 'The weir',
        part: 2,
        of: 3,
        within: { start: 10, end: 90 },
        flags: [{ kind: 'reprint', state: 'confirmed', evidence: 'It says so' }],
        reprintOf: reprinted.id,
        attributes: { genre: 'opinion', gone: 'kept' },
      },
    }
    const revision = (number: number, reason: string) => ({
      id: RevisionId.parse(`r${number}`),
      articleId: one.article.id,
      number,
      textSha256: sha256(`text ${number}`),
      blocksSha256: null,
      reason,
      coderId: CoderId.parse('coder'),
      at: Date.UTC(2026, 2, number, 9),
      originalSha256: null,
    })
    const made = built([known], {
      reprinted: [reprinted],
      revisions: [revision(2, ''), revision(1, 'A line was missing')],
      study: { id: StudyId.parse('study'), memo: '', attributes: [attribute('genre', 'Genre')] },
    })
    expect(Report.parse(made)).toEqual(made)
    const said = part(made, 'sources')
    for (const words of [
      'Came in bya link',
      'Fetched fromhttps://outlet.example/fetched',
      'by Parallax 0.2.0',
      'Fields read fromdate: the dateline',
      'Modified2026-03-02',
      'SectionRegions',
      'CollectionThe weir',
      'Part of the file2 of 3, UTF-16 10–90 of the text of its page',
      'What it may beReprint, confirmed: It says so',
      'Reprint ofThe first print',
      'Said of itGenre: opiniongone: kept',
      `2026-03-01 09:00 UTC by M. Rossi: A line was missing; text 1 was SHA-256 ${sha256('text 1')}2026-03-02 09:00 UTC by M. Rossi; text 2`,
    ])
      expect(said).toContain(words)
  })

  it('leaves out rows that no article has anything in', () => {
    const said = part(built([one, two]), 'sources')
    for (const name of ['Modified', 'Section', 'Reprint of', 'What it may be', 'Said of it', 'Corrections', 'Fetched from'])
      expect(said).not.toContain(name)
  })
})

describe('codes of a collection', () => {
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      article(`a${i}`, [['paragraph', 'body', 'Nobody closed [1 the weir 1].']], { 1: { codes: ['word'] } }),
    )
  const captions = (made: Report) => [...elementsOf(reportPage(made))].filter(({ tag }) => tag === 'caption').map(textOf)

  it('stand article beside article as long as there is room, then article under article', () => {
    expect(captions(built(many(12)))).toContain('Highlights by code in each article')
    expect(captions(built(many(13)))).not.toContain('Highlights by code in each article')
    expect(captions(built(many(13)))).toContain('Highlights and codes in each article')
    expect(part(built(many(13)), 'codes')).toContain('M Title of a12')
  })
})
