import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { proposeColumns } from '../../../shared/columns.ts'
import type { Imported } from '../../../shared/imported.ts'
import { inZone, now } from './read.ts'

const bytes = (content: string) => new TextEncoder().encode(content)
const list = (name: string, content: string, columns?: Record<string, string>): Promise<readonly Imported[]> =>
  importFile({ name, bytes: bytes(content) }, { now, columns })

const story =
  'The town council voted on Monday evening to keep the barrage for ten more years, against the advice of the engineers. '.repeat(3)
const other = 'The gates stay where they are, and nobody at the quay was surprised by it on Tuesday, when the first boats came in. '.repeat(
  3,
)

describe('columns of a table', () => {
  it.each([
    ['English', ['Headline', 'Full Text', 'Source', 'Byline', 'Publication date', 'Link', 'Section', 'Language']],
    ['snake case', ['title', 'body_text', 'media_name', 'author_name', 'publish_date', 'article_url', 'section_name', 'lang']],
    ['camel case', ['webTitle', 'articleBody', 'siteName', 'authorName', 'datePublished', 'webUrl', 'sectionName', 'languageCode']],
    ['German', ['Überschrift', 'Volltext', 'Zeitung', 'Verfasser', 'Erscheinungsdatum', 'URL', 'Ressort', 'Sprache']],
    ['French', ['Titre', 'Texte', 'Média', 'Auteur', 'Date de publication', 'Lien', 'Rubrique', 'Langue']],
    ['Spanish', ['Título', 'Cuerpo', 'Medio', 'Autor', 'Fecha', 'Enlace', 'Sección', 'Idioma']],
    ['Russian', ['Заголовок', 'Полный текст', 'Источник', 'Автор', 'Дата публикации', 'Ссылка', 'Рубрика', 'Язык']],
    ['Polish', ['Tytuł', 'Treść', 'Źródło', 'Autor', 'Data publikacji', 'Link', 'Dział', 'Język']],
  ])('are proposed from their names: %s', (_, header) => {
    const row = ['Gates to stay', story, 'Harbour Gazette', 'Ida Pell', '2019-03-12', 'https://gazette.example/gates', 'News', 'en']
    const found = proposeColumns(header, [row])
    const fields = ['title', 'text', 'outlet', 'author', 'date', 'url', 'section', 'language'] as const
    for (const [i, field] of fields.entries()) expect(found[field], field).toBe(header[i])
  })

  it('are proposed from what stands in them where their names say nothing', () => {
    const rows = [
      ['7', story, '2019-03-12', 'https://courier.example/7'],
      ['8', other, '2019-03-13', 'https://courier.example/8'],
    ]
    expect(proposeColumns(['v1', 'v2', 'v3', 'v4'], rows)).toEqual({ text: 'v2', date: 'v3', url: 'v4' })
  })

  it('do not take numbers, addresses or dates for texts, nor a summary for the article', () => {
    const rows = [['17', 'https://a.example/17', story.slice(0, 100), story]]
    expect(proposeColumns(['story', 'document', 'content', 'full_text'], rows).text).toBe('full_text')
    expect(proposeColumns(['story'], rows).text).toBeUndefined()
  })

  it('of objects in objects are told by their last part, one with a name of its own first', () => {
    expect(
      proposeColumns(['source.id', 'source.name', 'fields.headline', 'fields.body'], [['x', 'Gazette', 'Gates', story]]),
    ).toMatchObject({
      outlet: 'source.name',
      title: 'fields.headline',
      text: 'fields.body',
    })
  })

  it('are those that the analyst chose', async () => {
    const csv = `title,text,comment\nGates to stay,"${story}","${other}"\n`
    const [proposed] = await list('a.csv', csv)
    const [chosen] = await list('a.csv', csv, { text: 'comment' })
    expect(inZone(proposed as Imported, 'body')[0]).toBe(story.trim())
    expect(inZone(chosen as Imported, 'body')[0]).toBe(other.trim())
    expect(chosen?.title).toBe('')
    expect(chosen?.repairs[0]).toBe('Row 1 of 1 was read: text from “comment”')
  })
})

describe('tables of separated values', () => {
  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', 'bar'],
  ])('are cut at %j', async (separator) => {
    const rows = [
      ['title', 'text', 'date'],
      ['Gates, quays; and | boats\tat sea', `${story}\n\n${other}`, '2019-03-12'],
      ['A second', other, '2019-03-13'],
    ].map((row) => row.map((cell) => `"${cell}"`).join(separator))
    const read = await list('a.csv', rows.join('\r\n'))
    expect(read.map(({ title, date, part, of }) => [title, date, part, of])).toEqual([
      ['Gates, quays; and | boats at sea', '2019-03-12', 1, 2],
      ['A second', '2019-03-13', 2, 2],
    ])
    expect(inZone(read[0] as Imported, 'body')).toHaveLength(2)
  })

  it.each([
    ['12/03/2019', '13/03/2019', '2019-03-12'],
    ['12/03/2019', '03/13/2019', '2019-12-03'],
    ['12/03/2019 08:15', '25/03/2019 08:15', '2019-03-12T08:15'],
    ['12.3.19', '25.3.19', '2019-03-12'],
    ['1552375800', '1552462200', '2019-03-12T07:30:00Z'],
    ['March 12, 2019', '', '2019-03-12'],
  ])('read the date %s beside %s', async (first, second, expected) => {
    const [one] = await list('a.csv', `title,text,date\nA,"${story}","${first}"\nB,"${other}","${second}"\n`)
    expect(one?.date).toBe(expected)
  })

  it('say so when day and month cannot be told apart', async () => {
    const [one] = await list('a.csv', `title,text,date\nA,"${story}",12/03/2019\nB,"${other}",05/04/2019\n`)
    expect(one?.date).toBe('')
    expect(one?.warnings).toContain('The dates in “date” may begin with the day or with the month: they were not read.')
  })

  it('may begin without a row of names', async () => {
    const read = await list('a.csv', `"A","${story}",2019-03-12\n"B","${other}",2019-03-13\n`)
    expect(read.map(({ date }) => date)).toEqual(['2019-03-12', '2019-03-13'])
  })

  it('without a text are refused, their columns named', async () => {
    await expect(list('a.csv', 'id,title,url\n1,Gates to stay,https://gazette.example/gates\n')).rejects.toMatchObject({
      code: 'needs-columns',
      table: { header: ['id', 'title', 'url'], rows: [['1', 'Gates to stay', 'https://gazette.example/gates']] },
      message: 'No column of the table seems to hold the articles’ texts. Its columns are “id”, “title”, “url”.'.replace('’', "'"),
    })
  })

  it('of Media Cloud without texts are refused for that reason, and read where the texts are in them', async () => {
    const header = 'id,indexed_date,language,media_name,media_url,publish_date,title,url'
    const row = '1,2019-03-13 02:00:00,en,courier.example,courier.example,2019-03-12,Gates to stay,https://courier.example/gates'
    await expect(list('mc.csv', `${header}\n${row}\n`)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(
        /^This is a list of stories from Media Cloud: it gives their titles and addresses, but not their texts\./,
      ),
    })
    const [read] = await list('mc.csv', `${header},text\n${row},"${story}"\n`)
    expect(read).toMatchObject({ title: 'Gates to stay', outlet: 'courier.example', date: '2019-03-12', language: 'en', format: 'csv' })
  })

  it.each([
    ['quotation marks that do not close', `title,text\n"Gates,${story}`],
    ['more rows than a table may have', `title,text\n${'a,b c d\n'.repeat(20_001)}`],
    ['more columns than a table may have', `${'c,'.repeat(600)}\n${'1,'.repeat(600)}\n`],
    ['rows without texts only', 'title,text\nA,\nB,\n'],
  ])('with %s are refused', async (_, csv) => {
    await expect(list('a.csv', csv)).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('lists of articles in JSON', () => {
  const articles = [
    { title: 'A', text: story, outlet: 'Courier', date: '2019-03-12' },
    { title: 'B', text: other, outlet: 'Gazette', date: '2019-03-13' },
  ]
  const shapes: readonly [string, string, unknown][] = [
    ['an array', 'a.json', articles],
    ['an array inside', 'a.json', { response: { status: 'ok', total: 2, results: articles } }],
    ['rows', 'a.json', [['title', 'text', 'outlet', 'date'], ...articles.map((each) => Object.values(each))]],
    [
      'columns, index and data',
      'a.json',
      { columns: ['title', 'text', 'outlet', 'date'], index: [0, 1], data: articles.map((each) => Object.values(each)) },
    ],
    [
      'columns of arrays',
      'a.json',
      Object.fromEntries((['title', 'text', 'outlet', 'date'] as const).map((key) => [key, articles.map((each) => each[key])])),
    ],
    [
      'objects in objects',
      'a.json',
      articles.map(({ title, text, outlet, date }) => ({ story: { title, text }, source: { name: outlet }, date })),
    ],
  ]
  it.each(shapes)('are read as %s', async (_, name, value) => {
    const read = await list(name, JSON.stringify(value))
    expect(read.map(({ title, outlet, date }) => [title, outlet, date])).toEqual([
      ['A', 'Courier', '2019-03-12'],
      ['B', 'Gazette', '2019-03-13'],
    ])
  })

  it('may be one article with lists in it', async () => {
    const read = await list(
      'a.json',
      JSON.stringify({
        title: 'A',
        text: story,
        authors: [{ name: 'Ida Pell' }, { name: 'Tom Rusk' }],
        comments: [{ text: 'no' }, { text: 'yes' }],
      }),
    )
    expect(read).toHaveLength(1)
    expect(read[0]).toMatchObject({ title: 'A', author: 'Ida Pell, Tom Rusk' })
  })

  it.each([
    ['no JSON', 'title: A'],
    ['a number', '17'],
    ['a list of words', '["a", "b"]'],
    ['half an array', '[{"title": "A", "text": "'],
  ])('are refused as %s', async (_, json) => {
    await expect(list('a.json', json)).rejects.toMatchObject({ code: 'refused' })
  })

  it('without texts wait for the names of their columns', async () => {
    await expect(list('a.json', '[{"id": 1}, {"id": 2}]')).rejects.toMatchObject({ code: 'needs-columns', table: { header: ['id'] } })
  })

  it('S26 cannot reach the prototype of anything, at any depth', async () => {
    const evil =
      '{"__proto__": {"polluted": 1, "text": "no"}, "constructor": {"prototype": {"polluted": 1}}, "title": "A", "text": "STORY", "toString": "x", "source": {"__proto__": {"polluted": 1}, "name": "Courier"}}'
    const json = evil.replace('STORY', story)
    for (const [name, content] of [
      ['a.json', `[${json}, ${json}]`],
      ['a.json', json],
      ['a.jsonl', `${json}\n${json}\n`],
      ['a.json', `{"__proto__": [${json}, ${json}]}`],
      ['a.csv', `__proto__,constructor,title,text,source\n"1","2","A","${story}","Courier"\n`],
    ] as const) {
      const [read] = await list(name, content)
      expect(read).toMatchObject({ title: 'A', outlet: 'Courier' })
    }
    expect(await list('a.csv', `title,text\nA,"${story}"\n`, JSON.parse('{"__proto__": "title", "text": "text"}'))).toHaveLength(1)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.prototype.toString.call(null)).toBe('[object Null]')
  })

  it.each([
    ['arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['a million open brackets', '['.repeat(1_000_000)],
  ])('S26 are refused when nested beyond reason: %s', async (_, json) => {
    await expect(list('a.json', json)).rejects.toMatchObject({ code: 'refused', message: 'The file is nested more than 100 levels deep.' })
  })
})
