// Pairs of short articles with the sentences that say the same, in tests/fixtures/statements: lines A and B are the sentences,
// `= 1-2` says that the first of A and the second of B are one statement, and `language es` that they are not in English.
// SHOW=1 prints the figures for each cut-off.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareArticles } from '../../shared/comparison.ts'
import { EntityId } from '../../shared/ids.ts'
import { shownAt } from '../../shared/omissions.ts'
import { CUT_OFF } from '../../shared/passage.ts'
import type { Entity } from '../../shared/records.ts'
import { termsOf } from '../../shared/terms.ts'
import type { Range } from '../../shared/text.ts'
import { articleOf } from '../helpers/articles.ts'

const folder = path.resolve(import.meta.dirname, '../fixtures/statements')
const pairs = readdirSync(folder).map((name) => {
  const lines = readFileSync(path.join(folder, name), 'utf8').trim().split('\n')
  const of = (mark: string) => lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2))
  const [language] = of('language')
  const a = articleOf(of('A'), language)
  const b = articleOf(of('B'), language)
  return { name, a, b, gold: new Set(of('=').flatMap((line) => line.split(' '))), found: compareArticles(a, b) }
})

const meets = (x: Range, y: Range) => Math.min(x.end, y.end) - Math.max(x.start, y.start) > Math.min(x.end - x.start, y.end - y.start) / 3
const linked = ({ a, b, found }: (typeof pairs)[number], cutOff: number): string[] =>
  shownAt(found, cutOff).passages.flatMap((passage) =>
    a.blocks.flatMap((left, i) =>
      b.blocks.flatMap((right, j) => (meets(passage.a, left) && meets(passage.b, right) ? [`${i + 1}-${j + 1}`] : [])),
    ),
  )

function figures(cutOff: number, of = pairs): Readonly<{ precision: number; recall: number; f1: number }> {
  let [right, found, wanted] = [0, 0, 0]
  for (const pair of of) {
    const links = linked(pair, cutOff)
    right += links.filter((link) => pair.gold.has(link)).length
    found += links.length
    wanted += pair.gold.size
  }
  const [precision, recall] = [right / found, right / wanted]
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

describe('statements', () => {
  it('finds most of those that two articles both make, and few others', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(12)
    if (process.env.SHOW !== undefined)
      for (const cutOff of [0.08, 0.1, 0.12, 0.15, 0.18, 0.2, 0.25, 0.3]) {
        const { precision, recall, f1 } = figures(cutOff)
        console.log(`cut-off ${cutOff.toFixed(2)}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`)
      }
    const { precision, recall } = figures(CUT_OFF)
    expect(precision).toBeGreaterThan(0.92)
    expect(recall).toBeGreaterThan(0.72)
  })

  it('gives up recall for precision where the cut-off is moved up', () => {
    const [low, high] = [figures(CUT_OFF), figures(0.25)]
    expect(high.precision).toBeGreaterThanOrEqual(low.precision)
    expect(high.recall).toBeLessThan(low.recall)
  })

  it('finds next to nothing in articles on different subjects', () => {
    const strangers = pairs.flatMap((one, i) =>
      pairs.filter((_, j) => j === (i + 5) % pairs.length).map((other) => compareArticles(one.a, other.b)),
    )
    const statements = strangers.flatMap((found) => shownAt(found, CUT_OFF).passages)
    expect(statements.length / strangers.length).toBeLessThan(0.5)
  })

  it('joins a sentence that was split in two', () => {
    const whole = 'Mayor Ilse Corvin opened the new tramway in Brannick on Sunday and promised a second line to the harbour by 2030.'
    const halves = [
      'On Sunday Ilse Corvin, mayor of Brannick, inaugurated the tramway.',
      'By 2030, she promised, another line would reach the harbour.',
    ]
    const more = ['Tickets cost two crowns.', 'The works had taken eleven years.']
    const { passages } = compareArticles(articleOf([...more, whole]), articleOf(halves))
    const b = articleOf(halves)
    expect(passages.map(({ kind }) => kind)).toEqual(['statement'])
    expect(passages[0]?.b).toEqual({ start: 0, end: b.text.length })
  })

  it('folds names that sound alike, and those of one entity', () => {
    const more = ['Tickets cost two crowns.', 'The works had taken eleven years.', 'Snow fell on the hills.']
    const score = (one: string, other: string, entities: readonly Entity[] = []) =>
      compareArticles(articleOf([...more, one]), articleOf(['A cold wind blew.', 'Nobody came.', other]), { entities }).passages[0]
        ?.score ?? 0
    expect(score('There Pashinyan flew to Yevlakh.', 'A visit of Paixinian in Yevlax surprised many.')).toBeGreaterThan(CUT_OFF)
    expect(score('There Pashinyan flew to Yevlakh.', 'A visit of Morazec in Dunkeld surprised many.')).toBe(0)
    const [shops, goods] = ['All shops in Khankendi stayed shut.', 'No shops were open in Stepanakert.']
    const city: Entity = { id: EntityId.parse('e'), name: 'Khankendi', kind: 'place', side: '', aliases: ['Stepanakert'], memo: '' }
    expect(score(shops, goods, [city])).toBeGreaterThan(score(shops, goods))
  })
})

describe('terms', () => {
  const terms = (sentence: string) => termsOf(sentence).map(({ term }) => term)

  it.each([
    ['two hundred and fifty', ['#250']],
    ['2,000 2.000 2 000 2000 2k', ['#2000', '#2000', '#2000', '#2000', '#2000']],
    ['£1.3m, 1.3 million', ['#1300000', '#1300000']],
    ['five million six hundred thousand and two', ['#5600002']],
    ['twenty-five', ['#25']],
    ['6 p.m. 18:00 2.40 a.m. 02:40', ['#18:00', '#18:00', '#2:40', '#2:40']],
    ['3.5 3,5', ['#3.5', '#3.5']],
    ['one of them', []],
    ['one million', ['#1000000']],
    ['ten, two', ['#10', '#2']],
  ])('reads the numbers of “%s”', (sentence, expected) => expect(terms(sentence)).toEqual(expected))

  it('gives words of one stem or of one sense one term', () => {
    expect(terms('evacuated')).toEqual(terms('evacuation'))
    expect(terms('killed')).toEqual(terms('dead'))
    expect(terms('солдаты')).toEqual(terms('солдата'))
  })

  it('reads scripts without spaces by pairs of letters', () => {
    expect(terms('大坝关闭')).toEqual(['大坝', '坝关', '关闭'])
  })
})
