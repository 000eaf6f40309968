import { describe, expect, it } from 'vitest'
import { splitDatabase } from '../../../electron/import/databases.ts'
import { importFile } from '../../../electron/import/import.ts'
import { languageNamed } from '../../../electron/import/languageNames.ts'
import type { Imported } from '../../../shared/imported.ts'
import { docx, p, r } from './office.ts'
import { inZone, now } from './read.ts'

const read = (name: string, content: string | Uint8Array): Promise<readonly Imported[]> =>
  importFile({ name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content }, { now })
const text = (lines: readonly string[]): string => lines.join('\n\n')

const story =
  'The town council of Port Marn voted on Monday evening to keep the barrage for ten more years, against the advice of the engineers.'
const quote = '“We will paint it, and we will watch it,” said the mayor.'

/** A document of Nexis Uni in the words of an interface. */
const uni = (
  labels: Readonly<Record<'body' | 'classification' | 'language' | 'length' | 'byline' | 'end', string>>,
  date: string,
): string[] => [
  'Gates to stay',
  'Harbour Gazette',
  date,
  'Copyright 2019 Harbour Gazette Ltd All Rights Reserved',
  `${labels.length}: 34 words`,
  `${labels.byline}: Ida Pell`,
  labels.body,
  story,
  quote,
  labels.classification,
  `${labels.language}: ENGLISH`,
  labels.end,
]
const english = {
  body: 'Body',
  classification: 'Classification',
  language: 'Language',
  length: 'Length',
  byline: 'Byline',
  end: 'End of Document',
}

describe('exports of press databases', () => {
  it('of Nexis Uni are read from Word, cover and page numbers left out', async () => {
    const line = (words: string) => p(r(words.replace(': ', ':\u00a0')))
    const cover = [
      'User Name: Reader',
      'Date and Time: Friday, March 15, 2019',
      'Job Number: 1',
      'Documents (2)',
      '1. Gates to stay',
      '2. Gates to stay',
    ]
    const body = [...cover, ...uni(english, 'March 12, 2019 Tuesday'), 'Page 1 of 2', ...uni(english, 'March 13, 2019 Wednesday')]
      .map(line)
      .join('')
    const articles = await read('Files (2).DOCX', docx({ body, core: '<dc:creator>LexisNexis</dc:creator>' }))
    expect(articles).toHaveLength(2)
    for (const [i, article] of articles.entries()) {
      expect(article).toMatchObject({
        title: 'Gates to stay',
        outlet: 'Harbour Gazette',
        author: 'Ida Pell',
        date: `2019-03-1${2 + i}`,
        language: 'en',
        format: 'docx',
        part: i + 1,
        of: 2,
      })
      expect(inZone(article, 'body')).toEqual([story, quote])
    }
    expect(articles[0]?.repairs).toContain('The cover page and list of results were left out')
  })

  it.each([
    [
      'German',
      {
        body: 'Hauptteil',
        classification: 'Klassifizierung',
        language: 'Sprache',
        length: 'Länge',
        byline: 'Autor',
        end: 'Ende des Dokuments',
      },
    ],
    [
      'French',
      { body: 'Corps', classification: 'Classification', language: 'Langue', length: 'Longueur', byline: 'Auteur', end: 'Fin du document' },
    ],
    [
      'Spanish',
      {
        body: 'Cuerpo',
        classification: 'Clasificación',
        language: 'Idioma',
        length: 'Longitud',
        byline: 'Autor',
        end: 'Fin del documento',
      },
    ],
  ])('of Nexis Uni may be made in an interface in %s', async (_, labels) => {
    const [article] = await read('a.txt', text(uni(labels, 'mardi 12 mars 2019')))
    expect(article).toMatchObject({
      title: 'Gates to stay',
      outlet: 'Harbour Gazette',
      author: 'Ida Pell',
      date: '2019-03-12',
      language: 'en',
    })
    expect(inZone(article as Imported, 'body')).toEqual([story, quote])
  })

  it('of Nexis may have the headline above the date, labels in one paragraph, and the copyright first', async () => {
    const export_ = [
      '1 of 1 DOCUMENT',
      'Copyright 2019 Harbour Gazette Ltd',
      'Harbour Gazette',
      'Gates to stay',
      'March 12, 2019 Tuesday',
      'BYLINE: Ida Pell\nSECTION: NEWS; Pg. 3\nLENGTH: 34 words',
      story,
      'CORRECTION: the vote was on Monday, not on Tuesday, as an earlier edition had it.',
      'LANGUAGE: ENGLISH',
    ]
    const [article] = await read('a.txt', text(export_))
    expect(article).toMatchObject({
      title: 'Gates to stay',
      outlet: 'Harbour Gazette',
      author: 'Ida Pell',
      section: 'NEWS',
      date: '2019-03-12',
    })
    expect(inZone(article as Imported, 'body')).toEqual([story, export_[7]])
  })

  it('of Factiva are read from lines and from codes without a table', async () => {
    const lines = [
      'Council votes',
      'Ida Pell',
      '34 words',
      '12 March 2019',
      '07:15',
      'Harbour Gazette',
      'HARGAZ',
      'English',
      '(c) 2019 Harbour Gazette',
      story,
      quote,
      'Document HARGAZ0020190312ef3c00001',
    ]
    const codes = [
      'HD',
      'Council votes',
      'BY\u00a0',
      'Ida Pell',
      'WC',
      '34 words',
      'PD',
      '12 March 2019',
      'SN',
      'Harbour Gazette',
      'LA',
      'English',
      'LP',
      story,
      'TD',
      quote,
      'AN',
      'Document HARGAZ0020190312ef3c00001',
    ]
    for (const shape of [lines, codes]) {
      const page = splitDatabase({ pieces: shape.map((words) => ({ kind: 'paragraph', text: words })), claims: [] })
      expect(page).toHaveLength(1)
      const claims = Object.fromEntries((page?.[0]?.claims ?? []).map(({ field, value }) => [field, value]))
      expect(claims).toMatchObject({
        title: 'Council votes',
        author: 'Ida Pell',
        date: expect.stringContaining('2019'),
        outlet: 'Harbour Gazette',
        language: 'en',
      })
      expect(
        page?.[0]?.pieces.filter(({ hint, level }) => hint === undefined && level === undefined).map(({ text: words }) => words),
      ).toEqual([story, quote])
    }
  })

  it('that are cut off keep the last article', async () => {
    const nexis = [...uni(english, 'March 12, 2019'), ...uni(english, 'March 13, 2019').slice(0, 8)]
    expect((await read('a.txt', text(nexis))).map(({ date }) => date)).toEqual(['2019-03-12', '2019-03-13'])
    const lines = (day: number) => [
      'Council votes',
      '34 words',
      `${day} March 2019`,
      'Harbour Gazette',
      'HARGAZ',
      'English',
      '(c) 2019',
      story,
    ]
    const factiva = [...lines(12), 'Document HARGAZ0020190312ef3c00001', ...lines(13)]
    expect((await read('a.txt', text(factiva))).map(({ date }) => date)).toEqual(['2019-03-12', '2019-03-13'])
  })

  it('say where each field was found', () => {
    const page = splitDatabase({
      pieces: uni(english, 'March 12, 2019').map((words) => ({ kind: 'paragraph', text: words })),
      claims: [],
    })?.[0]
    expect(page?.claims.map(({ field, from }) => `${field}: ${from}`)).toEqual([
      'title: Nexis headline',
      'outlet: Nexis line under the headline',
      'date: Nexis line of the date',
      'author: Nexis line “Byline”',
      'language: Nexis line “Language”',
    ])
  })

  it.each([
    [400, 'Nexis counts 400 words, the text has 36: a part of it may be missing.'],
    [36, undefined],
    [0, undefined],
  ])('warn when a length of %i words is far from what was read', async (length, warning) => {
    const [article] = await read('a.txt', text(uni(english, 'March 12, 2019').map((line) => line.replace('34', String(length)))))
    expect(article?.warnings).toEqual(warning === undefined ? [] : [warning])
  })

  it('do not warn of lengths in scripts without spaces between words', async () => {
    const [article] = await read(
      'a.txt',
      text(
        uni(english, 'March 12, 2019').map((line) =>
          line.replace('34', '400').replace(story, '河水一夜之间上涨了两米，救援人员表示。三个村庄的居民在天亮前离开家园。'),
        ),
      ),
    )
    expect(article?.warnings.filter((warning) => warning.includes('counts'))).toEqual([])
  })

  it.each([
    ['speaks of its body', ['Gates to stay', story, 'Body', quote, 'It was the end of document 7.']],
    ['has a body and an end', ['Gates to stay', 'Body', story, quote, 'End of Document']],
    ['has a line of labels', ['Gates to stay', 'BYLINE: Ida Pell', 'LENGTH: 34 words', story, quote]],
    ['counts documents', ['Gates to stay', 'The clerk read 1 of 3 DOCUMENTS aloud.', story, quote]],
    ['ends with a document', ['Gates to stay', story, quote, 'Document seen by this newspaper']],
    ['names the database', ['Gates to stay', 'ProQuest document', story, 'Full text: not given', quote]],
    ['has two capitals alone', ['Gates to stay', 'HD', story, 'AN', quote]],
  ])('are not seen in an article that %s', async (_, lines) => {
    const articles = await read('a.txt', text(lines))
    expect(articles).toHaveLength(1)
    expect(articles[0]?.repairs).toEqual([])
    for (const line of lines) expect(articles[0]?.text).toContain(line)
  })

  it('of documents without any text are read as what they are', async () => {
    const articles = await read(
      'a.txt',
      text([
        '1 of 2 DOCUMENTS',
        'Gazette',
        'March 12, 2019',
        'Views',
        'LENGTH: 0 words',
        'LANGUAGE: ENGLISH',
        '2 of 2 DOCUMENTS',
        'Gazette',
        'March 13, 2019',
        'More views',
        'LENGTH: 0 words',
        'LANGUAGE: ENGLISH',
      ]),
    )
    expect(articles).toHaveLength(1)
    expect(articles[0]?.text).toContain('More views')
  })
})

describe('names of languages', () => {
  it.each([
    ['ENGLISH', 'en'],
    ['GERMAN; DEUTSCH', 'de'],
    ['Français', 'fr'],
    ['Inglés', 'en'],
    ['Русский', 'ru'],
    ['Türkisch', 'tr'],
    ['Chinese', 'zh'],
    ['Klingon', ''],
    ['', ''],
  ])('%s', (name, code) => {
    expect(languageNamed(name)).toBe(code)
  })
})
