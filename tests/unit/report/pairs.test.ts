import { describe, expect, it } from 'vitest'
import { compareArticles } from '../../../shared/comparison.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import { ArticleId, CoderId, EntityId, FindingId, PairId } from '../../../shared/ids.ts'
import type { Finding, Pair } from '../../../shared/records.ts'
import { pairsOf, Report, reportSections } from '../../../shared/report/model.ts'
import { type ReportElement, textOf } from '../../../shared/report/node.ts'
import { reportPage } from '../../../shared/report/page.ts'
import type { PairInput } from '../../../shared/report/paired.ts'
import type { Range } from '../../../shared/text.ts'
import { made } from '../../helpers/cards.ts'
import { article, pairOf, report } from '../../helpers/reports.ts'
import { elementsOf } from '../../helpers/tree.ts'

const request = { title: '', authors: '', abstract: '', sections: reportSections, codeIds: [], coderIds: [] }
const id = (name: string) => ArticleId.parse(name)
const anna = { id: CoderId.parse('anna'), name: 'Anna Reiter' }
const ben = { id: CoderId.parse('ben'), name: 'Ben Osei' }

const courier = article(
  'courier',
  [
    ['title', 'title', 'Weir closed'],
    ['paragraph', 'body', 'The water authority said that the old weir above the town would stay closed until the end of the summer.'],
    ['paragraph', 'body', 'At least 40 families left the valley. “Nobody warned us before the water came,” said Marta Lind.'],
  ],
  {},
)
const gazette = article(
  'gazette',
  [
    ['title', 'title', 'Forty families leave'],
    ['paragraph', 'body', 'The water authority said that the old weir above the town would stay closed until the end of the autumn.'],
    ['paragraph', 'body', 'Some 45 families left the valley. “Nobody warned us before the water came down,” said Marta Lind.'],
  ],
  {},
)
const letter = article('letter', [['paragraph', 'body', 'The fish have come back, and nobody writes of them.']], {})

const at = ({ text }: OpenArticle, words: string): Range => {
  const start = text.indexOf(words)
  if (start === -1) throw new Error(`no “${words}”`)
  return { start, end: start + words.length }
}
const paired = (open: OpenArticle) => ({ ...open, language: open.article.language, dismissals: [] })

/** All that is found between two articles, by their places. */
function between(a: number, b: number, [left, right]: readonly [OpenArticle, OpenArticle], rest: Partial<PairInput> = {}): PairInput {
  const comparison = compareArticles(paired(left), paired(right))
  return pairOf(a, b, comparison.passages, { found: comparison, cards: made(paired(left), paired(right)), ...rest })
}

function finding(
  name: string,
  kind: Finding['kind'],
  here: OpenArticle,
  words: string,
  there: OpenArticle,
  answer: string,
  rest: Partial<Finding> = {},
): Finding {
  return {
    id: FindingId.parse(name),
    kind,
    articleId: here.article.id,
    range: at(here, words),
    quote: words,
    thereId: there.article.id,
    there: answer === '' ? null : { range: at(there, answer), quote: answer },
    score: null,
    verdict: 'open',
    note: '',
    coderId: anna.id,
    at: 0,
    ...rest,
  }
}

const part = (page: ReportElement, name: string): string => {
  const found = [...elementsOf(page)].find(({ attributes }) => attributes.id === name)
  return found === undefined ? '' : textOf(found)
}
const headings = (page: ReportElement, section: string) => {
  const found = [...elementsOf(page)].find(({ attributes }) => attributes.id === section)
  return found === undefined
    ? []
    : [...elementsOf(found)]
        .filter(({ tag }) => /^h[2-4]$/.test(tag))
        .map((node) => `${node.tag} ${textOf(node).replaceAll('\u00a0', ' ')}`)
}

describe('the pairs that a report compares', () => {
  const articleIds = [id('a'), id('b'), id('c')]

  it('are those asked for, each once, in the order that is asked for', () => {
    const pairs = [[id('c'), id('a')] as const, [id('a'), id('b')] as const, [id('a'), id('c')] as const]
    expect(pairsOf({ articleIds, pairs })).toEqual([
      [2, 0],
      [0, 1],
    ])
  })

  it('are of two different articles of the report', () => {
    expect(
      pairsOf({
        articleIds,
        pairs: [
          [id('a'), id('a')],
          [id('a'), id('gone')],
        ],
      }),
    ).toEqual([])
  })

  it('are, without a word, the one that there is', () => {
    expect(pairsOf({ articleIds: articleIds.slice(0, 2) })).toEqual([[0, 1]])
    expect(pairsOf({ articleIds })).toEqual([])
    expect(pairsOf({ articleIds: articleIds.slice(0, 2), pairs: [] })).toEqual([])
  })
})

describe('a report of several pairs', () => {
  const pairs = [between(0, 1, [courier, gazette]), between(2, 0, [letter, courier])]
  const built = report([courier, gazette, letter], [], { request, pairs, coders: [anna, ben] })
  const page = reportPage(built)

  it('is a report', () => expect(Report.parse(built)).toEqual(built))

  it('tells each pair under the names of its articles', () => {
    expect(headings(page, 'shared')).toEqual([
      'h2 Shared passages',
      'h3 A Title of courier · B Title of gazette',
      'h4 Passage A·B 1 edited, 30 words',
      'h3 C Title of letter · A Title of courier',
    ])
    expect(part(page, 'shared')).toContain('The two articles share no passage.')
    expect(headings(page, 'cards').filter((name) => name.startsWith('h3'))).toEqual([
      'h3 A Title of courier · B Title of gazette',
      'h3 C Title of letter · A Title of courier',
    ])
  })

  it('names a passage beside the text by its pair', () => {
    const margins = [...elementsOf(page)].filter(({ attributes }) => attributes.class === 'passage')
    // It goes over two paragraphs of each.
    expect(margins.map(textOf)).toEqual(Array.from({ length: 4 }, () => 'Passage A·B 1'))
    const links = margins.flatMap(({ children }) => children.map((link) => typeof link !== 'string' && link.attributes.href))
    expect(new Set(links)).toEqual(new Set(['#passage-1-1']))
  })

  it('names the pair too where it is the only one of several articles, and says so at the head', () => {
    const one = reportPage(report([courier, gazette, letter], [], { request, pairs: pairs.slice(1) }))
    expect(headings(one, 'shared')).toEqual(['h2 Shared passages', 'h3 C Title of letter · A Title of courier'])
    const kicker = [...elementsOf(one)].find(({ attributes }) => attributes.class === 'kicker')
    expect(kicker && textOf(kicker)).toBe('Collection, 1 pair compared')
    const unsaid = reportPage(report([courier, gazette], [], { request: { ...request, sections: ['sources'] } }))
    expect(textOf(unsaid)).toMatch(/^Two articles(?! compared)/)
  })

  it('says nothing of pairs where there are none', () => {
    const alone = reportPage(report([courier, gazette, letter], [], { request }))
    for (const section of ['shared', 'omitted', 'cards', 'verdict']) expect(part(alone, section)).toBe('')
  })
})

describe('the cards in a report', () => {
  const both = [courier, gazette] as const
  const families = finding('f1', 'figure', courier, 'At least 40 families', gazette, 'Some 45 families', {
    verdict: 'compatible bounds',
    note: 'The first is a lower bound.',
  })
  const quoted = finding(
    'f2',
    'quotation',
    gazette,
    'Nobody warned us before the water came down',
    courier,
    'Nobody warned us before the water came',
    {
      verdict: 'cut',
      coderId: ben.id,
    },
  )
  const stray = finding('f3', 'figure', courier, 'The water authority', gazette, '', { verdict: 'different scope' })
  const pairs = [between(0, 1, both, { findings: [families, quoted, stray] })]
  const built = report(both, [], { request, pairs, coders: [anna, ben] })
  const said = part(reportPage(built), 'cards')

  it('are those of the app: voices, names, figures and quotations of both in one row', () => {
    expect(headings(reportPage(built), 'cards')).toEqual([
      'h2 Sources, names, figures, quotations',
      'h3 Sources quoted',
      'h3 Names',
      'h3 Figures',
      'h3 Quotations',
      'h3 Also judged',
    ])
    expect(said).toMatch(/Marta Lind.*1 time · \d+ words/)
    expect(said).toMatch(/At least 40 families.*Some 45 families.*Compatible by bounds/)
    expect(said).toMatch(/1 stand in both, of 1 quotation in A and 1 in B, own words/)
  })

  it('carry the verdict of each coder with the note, whichever side it was made from', () => {
    expect(said).toContain('compatible bounds · Anna ReiterThe first is a lower bound.')
    expect(said).toContain('cut · Ben Osei')
  })

  it('keep what was judged of words that are in no row', () => {
    expect(built.pairs[0]?.cards?.besides.map(({ said: { verdict } }) => verdict)).toEqual(['different scope'])
    expect(said).toMatch(/Also judged.*The water authority.*different scope · Anna Reiter/)
  })

  it('do not depend on the order of the findings', () => {
    const turned = [between(0, 1, both, { findings: [stray, quoted, families] })]
    expect(report(both, [], { request, pairs: turned, coders: [anna, ben] })).toEqual(built)
  })

  it('leave out the verdicts of coders who are not asked for', () => {
    const only = part(reportPage(report(both, [], { request: { ...request, coderIds: [ben.id] }, pairs, coders: [anna, ben] })), 'cards')
    expect(only).toContain('cut · Ben Osei')
    expect(only).not.toMatch(/Anna Reiter|Also judged/)
  })

  it('mark the words that one of two quotations has alone', () => {
    const marked = [...elementsOf(reportPage(built))].filter(({ tag }) => tag === 'del' || tag === 'ins')
    expect(marked.map(({ tag, children }) => [tag, ...children])).toContainEqual(['ins', 'down'])
  })
})

describe('what is left out, in a report', () => {
  it('is told with the coder who decided on it', () => {
    const left = finding('f4', 'omission', gazette, 'Some 45 families left the valley.', courier, '', {
      verdict: 'omitted',
      note: 'Not told.',
    })
    const pairs = [pairOf(0, 1, [], { findings: [left] })]
    const said = part(reportPage(report([courier, gazette], [], { request, pairs, coders: [anna] })), 'omitted')
    expect(said).toContain('Said in B, not in A: 1 of 1 sentence decided on')
    expect(said).toContain('omitted · Anna ReiterNot told.')
  })
})

describe('the verdicts in a report', () => {
  const river = { id: EntityId.parse('river'), name: 'River board', kind: 'organisation', side: '', aliases: [], memo: '' } as const
  // In a record the article whose id sorts first is `a`: here the second of the report.
  const verdict = (name: string, coderId: CoderId, rest: Partial<Pair>): Pair => ({
    id: PairId.parse(name),
    aId: courier.article.id,
    bId: gazette.article.id,
    coderId,
    relative: null,
    stances: [],
    note: '',
    at: 0,
    ...rest,
  })
  const judged = [
    verdict('p1', anna.id, { relative: 'b', note: 'Toward the board.', stances: [{ entityId: river.id, a: -2, b: 1 }] }),
    verdict('p2', ben.id, { relative: 'same' }),
  ]
  const tell = (order: readonly [OpenArticle, OpenArticle], coderIds: readonly CoderId[] = []) =>
    part(
      reportPage(
        report(order, [], {
          request: { ...request, coderIds },
          pairs: [pairOf(0, 1, [], { judged })],
          coders: [anna, ben],
          entities: [river],
        }),
      ),
      'verdict',
    )

  it('are told coder by coder, as the articles stand in the report', () => {
    expect(tell([courier, gazette])).toMatch(/Anna ReiterArticle BToward the board\.Ben OseiNeithernot said/)
    expect(tell([courier, gazette])).toContain('River boardAnna Reiter−2 strongly against+1 for')
    expect(tell([gazette, courier])).toMatch(/Anna ReiterArticle AToward the board\./)
    expect(tell([gazette, courier])).toContain('River boardAnna Reiter+1 for−2 strongly against')
  })

  it('are those of the coders that are asked for', () => {
    expect(tell([courier, gazette], [ben.id])).not.toContain('Anna Reiter')
  })

  it('say so where there are none', () => {
    const none = reportPage(report([courier, gazette], [], { request, pairs: [pairOf(0, 1, [])] }))
    expect(part(none, 'verdict')).toContain('Nobody has judged this pair.')
  })
})
