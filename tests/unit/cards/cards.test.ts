// Sources, quotations, words, codes and names of two texts, and what the analyst says of them.
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { readSource } from '../../../electron/sources.ts'
import type { Paired } from '../../../shared/cards/cards.ts'
import { Cards } from '../../../shared/cards/model.ts'
import { ALIAS_RULE, declineFold, foldNames } from '../../../shared/cards/names.ts'
import { findingOf, judge, verdictOf } from '../../../shared/cards/verdicts.ts'
import type { Pen } from '../../../shared/commands.ts'
import { addHighlight } from '../../../shared/commands.ts'
import { ArticleId, CodeId, CoderId, DismissalId } from '../../../shared/ids.ts'
import { addLink } from '../../../shared/links.ts'
import type { Coding, Dismissal, Entity, Finding, Highlight, Link } from '../../../shared/records.ts'
import type { Range } from '../../../shared/text.ts'
import { made, paired, words } from '../../helpers/cards.ts'

const pen: Pen = { coderId: CoderId.parse(randomUUID()), now: () => 1_700_000_000_000, newId: randomUUID }
const [idA, idB] = [ArticleId.parse(randomUUID()), ArticleId.parse(randomUUID())]

const place = (text: string, part: string): Range => {
  const start = text.indexOf(part)
  if (start === -1) throw new Error(`no “${part}”`)
  return { start, end: start + part.length }
}

/** An article with highlights on some words, by their names, with codes. */
function marked(
  article: Paired,
  parts: Readonly<Record<string, string>>,
  codes: readonly CodeId[] = [],
): Paired & { at: Record<string, Highlight> } {
  const at: Record<string, Highlight> = {}
  const codings: Coding[] = []
  for (const [name, part] of Object.entries(parts))
    for (const { kind, after } of addHighlight(pen, { id: idA, text: article.text }, [place(article.text, part)], codes)) {
      if (kind === 'highlight' && after !== null) at[name] = after
      if (kind === 'coding' && after !== null) codings.push(after)
    }
  return { ...article, highlights: Object.values(at), codings, at }
}

describe('sources', () => {
  const left = [
    'Mayor Ilse Brandt said that the bridge would open in May.',
    '“We have waited long enough,” Brandt told reporters.',
    'A witness claimed that the pier was safe.',
  ]
  const right = ['The pier is safe, the river office insisted.', 'Ilse Brandt said: “We have waited long enough and will wait no more.”']

  it('are rows with both sides: how often, how long, by which stance, first and last', () => {
    const { rows, a, b } = made(paired(left), paired(right)).sources
    const row = (name: RegExp) => rows.find((each) => name.test(each.name))
    expect(row(/Brandt/)).toMatchObject({
      kind: 'named',
      name: 'Ilse Brandt',
      a: { times: 2, words: 11, quoted: 5, first: true, last: false, stances: { neutral: 2, endorsing: 0, distancing: 0 } },
      b: { times: 1, words: 10, quoted: 10, first: false, last: true },
    })
    expect(row(/witness/)).toMatchObject({ kind: 'unnamed', a: { times: 1, last: true, stances: { distancing: 1 } }, b: { times: 0 } })
    expect(row(/river office/)).toMatchObject({ kind: 'role', b: { times: 1, first: true } })
    expect([a.coded, a.proposed, b.coded, b.proposed]).toEqual([0, 3, 0, 2])
    expect(a.credited).toBe(rows.reduce((sum, each) => sum + each.a.words, 0))
  })

  it('are as the analyst linked them, and rejected proposals do not count', () => {
    const plain = paired(left)
    const open = marked(plain, { content: 'the pier was safe', source: 'Mayor Ilse Brandt' })
    const { content, source } = open.at
    if (content === undefined || source === undefined) throw new Error('not marked')
    const [link] = addLink(pen, [], { type: 'source', leaving: true }, content.id, source.id)
    const range = place(plain.text, 'the bridge would open in May')
    const dismissals: Dismissal[] = [
      {
        id: DismissalId.parse(randomUUID()),
        articleId: idA,
        rule: 'statement.that',
        range,
        text: words(plain.text, range),
        coderId: pen.coderId,
        createdAt: 0,
      },
    ]
    const { rows, a } = made({ ...open, links: [link?.after as Link], dismissals }, paired(right)).sources
    expect([a.coded, a.proposed]).toEqual([1, 1])
    expect(rows.find(({ name }) => name === 'Ilse Brandt')?.a).toMatchObject({ times: 2, last: true })
    expect(rows.some(({ name }) => name === 'witness')).toBe(false)
  })

  it('a pronoun stays one, and words of captions count only where everything counts', () => {
    const caption = { zone: 'caption', text: '“It was dark,” she said.' } as const
    const { rows } = made(paired([caption, 'He said that rain fell.']), paired(right)).sources
    expect(rows.filter(({ kind }) => kind === 'pronoun').map(({ name }) => name)).toEqual(['he'])
    const all = made(paired([caption, 'He said that rain fell.']), paired(right), { counted: 'all' }).sources.rows
    expect(
      all
        .filter(({ kind }) => kind === 'pronoun')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['he', 'she'])
  })
})

describe('quotations', () => {
  const rowsOf = (left: string, right: string) => {
    const [a, b] = [paired([left]), paired([right])]
    const { quotations } = made(a, b)
    return quotations.rows.map((row) => ({
      ...row,
      only: row.pieces.filter(({ same }) => !same).map((piece) => [words(a.text, piece.a), words(b.text, piece.b)]),
    }))
  }
  const whole = 'We opened the gate because the lake stood at the crest'

  it('are the same whatever the marks', () => {
    expect(rowsOf(`“${whole},” Brandt said.`, `"${whole}", said Ilse Brandt.`)).toMatchObject([
      { relation: 'same', sameSource: true, score: 1, only: [] },
    ])
  })
  it('are cut where words are missing', () => {
    expect(rowsOf(`“${whole},” Brandt said.`, `Brandt said: “We opened the gate.”`)).toMatchObject([
      { relation: 'cut', only: [['because the lake stood at the crest', '']] },
    ])
  })
  it('are altered where words are others', () => {
    expect(rowsOf(`“${whole},” Brandt said.`, `“${whole.replace('opened', 'closed')},” Brandt said.`)).toMatchObject([
      { relation: 'altered', only: [['opened', 'closed']] },
    ])
  })
  it('are told when they are credited otherwise, and not when one is to a pronoun', () => {
    expect(rowsOf(`“${whole},” Brandt said.`, `“${whole},” Minister Osk Veld said.`)).toMatchObject([{ sameSource: false }])
    expect(rowsOf(`“${whole},” Brandt said.`, `“${whole},” she said.`)).toMatchObject([{ sameSource: null }])
  })
  it('are not joined when they only share words of grammar', () => {
    expect(rowsOf('“It was the end of the road,” Brandt said.', '“It is for the court to say,” Veld said.')).toEqual([])
  })
})

describe('words', () => {
  const many = (word: string, times: number) => Array.from({ length: times }, (_, i) => `The ${word} stood near gate ${i}.`)
  it('tell what one uses and the other does not, and how sure that is', () => {
    const { rows, comparable } = made(paired(many('militant', 14)), paired(many('fighter', 14))).words
    expect(comparable).toBe(true)
    const [militant, fighter] = ['militant', 'fighter'].map((word) => rows.find((row) => row.word === word))
    expect([militant?.a.count, militant?.b.count, fighter?.a.count, fighter?.b.count]).toEqual([14, 0, 0, 14])
    expect(militant?.z).toBeGreaterThan(1.96)
    expect(fighter?.z).toBeCloseTo(-(militant?.z ?? 0))
    expect(rows.some(({ word }) => word === 'gate')).toBe(false)
  })
  it('weigh little where there are few', () => {
    const { rows } = made(paired(many('militant', 2)), paired(many('fighter', 2))).words
    expect(rows.length).toBeGreaterThan(0)
    for (const { z } of rows) expect(Math.abs(z)).toBeLessThan(1.96)
  })
  it('of different languages are not compared', () => {
    expect(made(paired(['The gate is open.']), paired(['Das Tor ist offen.'], { language: 'de' })).words).toMatchObject({
      comparable: false,
      rows: [],
    })
  })
})

describe('codes', () => {
  const code = CodeId.parse(randomUUID())
  it('count by 1,000 words, without zones and with them; a reprint that stands in both once', () => {
    const story =
      'The river rose by night and the lower town was under water before anybody had rung a bell or opened a door to look at it.'
    const a = marked(
      paired(['Our own words are ten and no more than that.', { zone: 'reprint', text: story }]),
      { own: 'ten', reprint: 'rung a bell' },
      [code],
    )
    const b = marked(paired([story]), { bell: 'rung a bell' }, [code])
    const { own, all } = made(a, b).codes
    expect(own).toMatchObject({ a: 10, b: 26, rows: [{ codeId: code, a: { count: 1, rate: 100 }, b: { count: 1, rate: 38.46 } }] })
    expect(all).toMatchObject({ a: 10, b: 26, rows: [{ a: { count: 1 }, b: { count: 1 } }] })
    const caption = marked(
      paired(['Our own words are ten and no more than that.', { zone: 'caption', text: 'Five more words stand here.' }]),
      { more: 'more words' },
      [code],
    )
    const profile = made(caption, b).codes
    expect([profile.own.rows[0]?.a.count, profile.all.rows[0]?.a.count, profile.all.a]).toEqual([0, 1, 15])
  })
})

const folded = (names: Cards['names'], one: string, other: string, entities: readonly Entity[]): Entity => {
  const [x, y] = [one, other].map((name) => names.find((row) => row.name === name))
  if (x === undefined || y === undefined) throw new Error(`${one} and ${other} are not there`)
  const [step] = foldNames(pen, [x, y], entities)
  if (step?.kind !== 'entity' || step.after === null) throw new Error('no entity')
  return step.after
}

describe('names', () => {
  const left = 'President Yorun Dashkel met the delegates in Brennoch. Dashkel spoke first. Brennoch was quiet.'
  const right = 'President Yorun Daxkel met the delegates in Brennoch. Brennoch slept while Daxkel spoke.'

  it('that may be one are proposed, one row once confirmed, and not proposed again once declined', () => {
    const [a, b] = [paired([left]), paired([right])]
    const before = made(a, b)
    const [proposal] = before.proposals
    if (proposal === undefined) throw new Error('nothing proposed')
    expect(proposal.rows.map((at) => before.names[at]?.name)).toEqual(['Yorun Dashkel', 'Yorun Daxkel'])
    const entity = folded(before.names, 'Yorun Dashkel', 'Yorun Daxkel', [])
    expect(entity).toMatchObject({ name: 'Yorun Dashkel', kind: 'person' })
    const after = made(a, b, { entities: [entity] })
    expect(after.proposals).toEqual([])
    expect(after.names.filter(({ entityId }) => entityId === entity.id)).toMatchObject([{ a: { count: 2 }, b: { count: 2 } }])
    const [step] = declineFold(pen, proposal.key)
    if (step?.kind !== 'dismissal' || step.after === null) throw new Error('no dismissal')
    expect(step.after).toMatchObject({ articleId: null, rule: ALIAS_RULE })
    expect(made(a, b, { declined: new Set([step.after.text]) }).proposals).toEqual([])
  })
})

it('names of captions count only where everything counts', () => {
  const a = paired([
    'Talks went on in Brennoch.',
    { zone: 'caption', text: 'The bridge at Varlune, which some call Brennoch, was closed.' },
  ])
  const b = paired(['The bridge at Varlune was closed.'])
  expect(made(a, b).names.find(({ name }) => name === 'Varlune')?.a.count).toBe(0)
  const all = made(a, b, { counted: 'all' })
  expect(all.names.find(({ name }) => name === 'Varlune')?.a.count).toBe(1)
  expect(all.proposals.map(({ key }) => key)).toEqual(['brennoch = varlune'])
})

describe('verdicts', () => {
  const [a, b] = [paired(['At least 32 people died.']), paired(['34 people died.'])]
  const articles = [
    { article: { id: idA }, text: a.text },
    { article: { id: idB }, text: b.text },
  ] as unknown as Parameters<typeof judge>[2]
  const [row] = made(a, b).figures
  const places = { a: row?.a.map(({ range }) => range) ?? [], b: row?.b.map(({ range }) => range) ?? [] }

  it('are findings on both places, changed, found from either side and taken back', () => {
    const [first] = judge(pen, 'figure', articles, places, null, 'compatible bounds')
    const finding = first?.after as Finding
    expect(finding).toMatchObject({
      kind: 'figure',
      articleId: idA,
      quote: 'At least 32 people',
      thereId: idB,
      there: { quote: '34 people' },
    })
    expect(findingOf([finding], 'figure', [idA, idB], places)).toBe(finding)
    expect(findingOf([finding], 'figure', [idB, idA], { a: places.b, b: places.a })).toBe(finding)
    expect(findingOf([finding], 'quotation', [idA, idB], places)).toBeNull()
    expect(verdictOf('figure', finding)).toBe('compatible bounds')
    expect(judge(pen, 'figure', articles, places, finding, 'compatible bounds')).toEqual([])
    expect(judge(pen, 'figure', articles, places, finding, 'contradiction')).toMatchObject([
      { before: finding, after: { verdict: 'contradiction' } },
    ])
    expect(judge(pen, 'figure', articles, places, finding, 'open')).toMatchObject([{ before: finding, after: null }])
    expect(judge(pen, 'figure', articles, places, null, 'open')).toEqual([])
  })
  it('on what the right text gives alone stand there', () => {
    const [step] = judge(pen, 'figure', articles, { a: [], b: places.b }, null, 'different scope')
    expect(step?.after).toMatchObject({ articleId: idB, thereId: idA, there: null })
    expect(findingOf([step?.after as Finding], 'figure', [idA, idB], { a: [], b: places.b })).toBe(step?.after)
  })
})

const seeds = path.resolve(import.meta.dirname, '../../../../shared/seeds')
const seed = async (number: string): Promise<Paired> => {
  const [article] = await importFile(readSource(path.join(seeds, readdirSync(seeds).find((each) => each.startsWith(number)) ?? number)))
  if (article === undefined) throw new Error(number)
  const { text, blocks, language } = article
  return { text, blocks, language, zoneMarks: [], highlights: [], codings: [], links: [], dismissals: [] }
}
it.skipIf(!existsSync(seeds))('seeds 002 to 004: names of one place and one person are one row each once confirmed', async () => {
  const [bulletin, left, right] = await Promise.all([seed('002'), seed('003'), seed('004')])
  let entities: Entity[] = []
  const confirm = (a: Paired, b: Paired, one: string, other: string) => {
    const cards = made(a, b, { entities })
    expect(cards.proposals.map(({ rows }) => rows.map((at) => cards.names[at]?.name))).toContainEqual([one, other])
    const entity = folded(cards.names, one, other, entities)
    entities = [...entities.filter(({ id }) => id !== entity.id), entity]
  }
  confirm(left, right, 'Nikol Pashinyan', 'Nikol Paixinian')
  confirm(left, right, 'Yevlakh', 'Yevlax')
  confirm(left, right, 'Stepanakert', 'Jankendi')
  const { names, proposals } = made(left, right, { entities })
  const rowsWith = (pattern: RegExp) => names.filter(({ a, b }) => [...a.forms, ...b.forms].some(({ form }) => pattern.test(form)))
  expect([/Pashinyan|Paixinian/, /Yevla/, /Stepanakert|Jankendi|Khankendi/].map((pattern) => rowsWith(pattern).length)).toEqual([1, 1, 1])
  expect(proposals.map(({ key }) => key).join()).not.toMatch(/pa[sx]h?inian|yevla|jankendi/)
  const other = made(bulletin, right, { entities })
  const proposed = other.proposals.map(({ rows }) => rows.map((at) => other.names[at]?.name))
  expect(proposed.some((pair) => pair.includes('Khankendi'))).toBe(true)
})

it('cards are what their schema says', () => {
  const cards = made(
    paired(['“The gate is shut,” Mayor Ilse Brandt said. 40 lorries wait.']),
    paired(['Forty lorries wait, said Brandt: “The gate is shut.”']),
  )
  expect(Cards.parse(cards)).toEqual(cards)
})
