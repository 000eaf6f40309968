import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareArticles } from '../../shared/comparison.ts'
import { EntityId } from '../../shared/ids.ts'
import { aliasCues } from '../../shared/names/cues.ts'
import { type NameForm, namesIn } from '../../shared/names/find.ts'
import { nameRows } from '../../shared/names/rows.ts'
import { plainName, soundDistance } from '../../shared/names/sounds.ts'
import { ALIKE, pairKey } from '../../shared/names/variants.ts'
import type { Entity } from '../../shared/records.ts'
import { articleOf } from '../helpers/articles.ts'

const table = (name: string): (readonly [string, string])[] =>
  readFileSync(path.resolve(import.meta.dirname, `../fixtures/names/${name}.txt`), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)])
const distance = (one: string, other: string) => soundDistance(plainName(one), plainName(other))

const whole = (text: string) => [{ start: 0, end: text.length }]
const found = (text: string, language = 'en'): readonly NameForm[] => namesIn(text, whole(text), language)
const forms = (text: string, language?: string) => found(text, language).map(({ form }) => form)

describe('spellings of names', () => {
  it('are told from other names: precision and recall over some 300 pairs', () => {
    const [variants, strangers] = [table('variants'), table('strangers')]
    expect(Math.min(variants.length, strangers.length)).toBeGreaterThanOrEqual(120)
    const right = variants.filter(([one, other]) => distance(one, other) <= ALIKE).length
    const wrong = strangers.filter(([one, other]) => distance(one, other) <= ALIKE).length
    expect(right / variants.length).toBeGreaterThan(0.92)
    expect(right / (right + wrong)).toBeGreaterThan(0.89)
  })

  it.each([
    ['Pashinyan', 'Paixinian'],
    ['Yevlakh', 'Yevlax'],
    ['Khankendi', 'Jankendi'],
    ['Karabakh', 'Qarabağ'],
    ['Lachin', 'Latchin'],
    ['Gaddafi', 'Qadhafi'],
    ['Kyiv', 'Kiev'],
  ])('%s and %s are alike', (one, other) => expect(distance(one, other)).toBeLessThanOrEqual(ALIKE))

  it.each([
    ['Aliyev', 'Hajiyev'],
    ['Stepanakert', 'Stepanyan'],
    ['Yerevan', 'Yevlakh'],
    ['Karabakh', 'Kazakhstan'],
    ['Baku', 'Batumi'],
  ])('%s and %s are not', (one, other) => expect(distance(one, other)).toBeGreaterThan(ALIKE))

  it('are as far one way as the other', () => {
    for (const [one, other] of [...table('variants'), ...table('strangers')])
      expect(distance(one, other)).toBeCloseTo(distance(other, one), 10)
  })
})

describe('names in a text', () => {
  it('are runs of capitals with what may stand between them', () => {
    expect(
      forms('It was said that the Republic of Corvane, J. K. Marsh and Oda van Quill, and that the UN agreed with Bashar al-Darid.'),
    ).toEqual(['Republic of Corvane', 'J. K. Marsh', 'Oda van Quill', 'UN', 'Bashar al-Darid'])
  })

  it('are told from the titles before them, of which there may be several', () => {
    const names = found('There Corvane’s Prime Minister Yorun Daskhel met the president, Ilo Tammar, and General Merit Skaal.')
    expect(names.map(({ form, titles }) => [form, ...titles])).toEqual([
      ['Corvane'],
      ['Yorun Daskhel', 'prime minister'],
      ['Ilo Tammar', 'president'],
      ['Merit Skaal', 'general'],
    ])
    expect(forms('They met President of the Republic of Corvane Yorun Daskhel.')).toEqual(['Republic of Corvane', 'Yorun Daskhel'])
  })

  it('are not words that merely begin a sentence, days, months, or words of a headline', () => {
    expect(forms('Water rose on Monday.')).toEqual([])
    const text = 'Brennoch Under Water Again\n\nBrennoch was flooded. Then the people of Brennoch left in April.'
    const sentences = [
      { start: 0, end: 26 },
      { start: 28, end: 49 },
      { start: 50, end: text.length },
    ]
    expect(namesIn(text, sentences, 'en').map(({ form, ranges }) => [form, ranges.length])).toEqual([['Brennoch', 3]])
  })

  it('take up what another text writes with a capital', () => {
    expect(forms('Baku denied it.')).toEqual([])
    expect(namesIn('Baku denied it.', [{ start: 0, end: 15 }], 'en', new Set(['baku'])).map(({ form }) => form)).toEqual(['Baku'])
  })

  it('are quietly none where a script has no capitals, and no nouns of German', () => {
    expect(forms('قالت الوزارة إن السد أُغلق', 'ar')).toEqual([])
    expect(forms('该部周二表示北部大坝因维修关闭', 'zh')).toEqual([])
    expect(forms('gestern hat die Regierung mit Bundeskanzlerin Anna Merkheim über den Damm gesprochen', 'de')).toEqual(['Anna Merkheim'])
    expect(forms('как сообщил Ладимир Струг', 'ru')).toEqual(['Ладимир Струг'])
  })
})

describe('alias cues', () => {
  it.each([
    ['They crossed to Brennoch, which the Saldrians call Varlune.', 'Brennoch', 'Varlune'],
    ['They crossed to Brennoch, also known as Varlune.', 'Brennoch', 'Varlune'],
    ['They crossed to Brennoch (Varlune) by night.', 'Brennoch', 'Varlune'],
    ['They crossed to Brennoch, or Varlune, by night.', 'Brennoch', 'Varlune'],
    ['They crossed to Brennoch, formerly Varlune.', 'Brennoch', 'Varlune'],
    ['It lies east of Brennoch, the capital of Osmaray, which in Saldria is called Varlune.', 'Brennoch', 'Varlune'],
    ['The aid came from the European Union (EU) in trucks.', 'European Union', 'EU'],
  ])('%s', (text, name, alias) => expect(aliasCues(text, whole(text), found(text)).map(({ names }) => names)).toEqual([[name, alias]]))

  it.each(['They crossed to Brennoch and Varlune.', 'They called Brennoch from Varlune.', 'They left Brennoch, where Varlune had won.'])(
    'none in: %s',
    (text) => expect(aliasCues(text, whole(text), found(text))).toEqual([]),
  )
})

const entity = (id: string, name: string, ...aliases: string[]): Entity => ({
  id: EntityId.parse(id),
  name,
  kind: 'place',
  side: '',
  aliases,
  memo: '',
})

describe('rows of names', () => {
  const shown = (a: string, b: string, entities: readonly Entity[] = []) =>
    nameRows(found(a), found(b), entities).map((row) => [
      row.name,
      row.a.forms.map(({ form }) => form).join('/'),
      row.b.forms.map(({ form }) => form).join('/'),
    ])

  it('put a short form with the only longer one, accents aside', () => {
    expect(shown('There Oda Quillané spoke, and Quillané left.', 'There spoke Quillane.')).toEqual([
      ['Oda Quillané', 'Oda Quillané/Quillané', 'Quillane'],
    ])
    expect(shown('There Ana Moll met Edgar Moll, and Moll left.', '')).toEqual([
      ['Ana Moll', 'Ana Moll', ''],
      ['Edgar Moll', 'Edgar Moll', ''],
      ['Moll', 'Moll', ''],
    ])
  })

  it('fold what an entity holds, and leave out adjectives of a name', () => {
    const brennoch = entity('e1', 'Brennoch', 'Varlune')
    expect(shown('There Quillane left.', 'There Oda Quillane left.', [entity('e2', 'Oda Quillane')])).toEqual([
      ['Oda Quillane', 'Quillane', 'Oda Quillane'],
    ])
    expect(shown('They saw Varlune and Corvane.', 'They saw Brennoch and Corvanian flags.', [brennoch])).toEqual([
      ['Brennoch', 'Varlune', 'Brennoch'],
      ['Corvane', 'Corvane', ''],
    ])
  })
})

describe('proposals', () => {
  const a = articleOf([
    'There Prime Minister Nikol Pashinyan spoke of Yevlakh.',
    'Shops in Khankendi stayed shut that day, and buses from Yerevan turned back.',
  ])
  const b = articleOf([
    'The Prime Minister, Nikol Paixinian, named Yevlax.',
    'It lies east of Stepanakert, the capital of Artsakh, which in Baku is called Jankendi.',
  ])
  const proposed = (...known: Parameters<typeof compareArticles>) => {
    const { names, proposals } = compareArticles(...known)
    return new Map(
      proposals.map(({ rows, evidence }) => [rows.map((row) => names[row]?.name).join(' ~ '), evidence.map(({ kind }) => kind)]),
    )
  }

  it('come with their evidence, for the analyst to confirm', () => {
    const found = proposed(a, b)
    expect([...found.keys()].sort()).toEqual([
      'Khankendi ~ Jankendi',
      'Nikol Pashinyan ~ Nikol Paixinian',
      'Stepanakert ~ Jankendi',
      'Yevlakh ~ Yevlax',
    ])
    expect(found.get('Nikol Pashinyan ~ Nikol Paixinian')).toEqual(['spelling', 'title', 'sentence'])
    expect(found.get('Stepanakert ~ Jankendi')).toEqual(['alias'])
  })

  it('are not made again once declined or confirmed', () => {
    expect(proposed(a, b, { declined: new Set([pairKey('Yevlax', 'Yevlakh')]) }).has('Yevlakh ~ Yevlax')).toBe(false)
    const entities = [
      entity('e1', 'Khankendi', 'Jankendi', 'Stepanakert'),
      entity('e2', 'Yevlakh', 'Yevlax'),
      entity('e3', 'Nikol Pashinyan', 'Nikol Paixinian'),
    ]
    expect([...proposed(a, b, { entities }).keys()]).toEqual([])
    const row = compareArticles(a, b, { entities }).names.find(({ name }) => name === 'Khankendi')
    expect(row?.a.forms.map(({ form }) => form)).toEqual(['Khankendi'])
    expect(row?.b.forms.map(({ form }) => form)).toEqual(['Jankendi', 'Stepanakert'])
  })
})
