import { describe, expect, it } from 'vitest'
import { Flag } from '../../../shared/records.ts'
import { now, read } from './read.ts'

const paragraph =
  'The river rose by two metres in a single night, the rescue service said, and the people of three villages left before dawn. The governor promised help to every family, and the road to the bridge is closed.'
const text = Array.from({ length: 5 }, () => paragraph).join('\n\n')
const flagsOf = (content: string, name = 'a.txt') => {
  const { flags } = read(name, content)
  for (const flag of flags) expect(Flag.parse(flag).state).toBe('proposed')
  return flags.map(({ kind, evidence }) => `${kind}: ${evidence}`)
}
const signed = (line = '', body = text) => `River rises\n\nBy Mira Holt\n\n11 March 2024\n\n${line === '' ? '' : `${line}\n\n`}${body}`
const page = (head: string, body = text) =>
  `<title>River rises</title><meta name="author" content="Mira Holt"><meta property="article:published_time" content="2024-03-11">${head}<h1>River rises</h1><p>${body.split('\n\n').join('</p><p>')}</p>`

describe('flags are proposed on their evidence', () => {
  it('none for a report of its own', () => {
    expect(flagsOf(signed())).toEqual([])
    expect(flagsOf(page('<link rel="canonical" href="https://valleyherald.example/a">'), 'a.html')).toEqual([])
  })

  it.each([
    'This article was first published in The Valley Herald.',
    'Originally published by the Lundby Review on 3 March.',
    'Republished with permission.',
    'Reprinted from The Valley Herald',
    'Cross-posted from the Holm Blog',
    'Впервые опубликовано в газете «Долина»',
    'Zuerst erschienen in der Talzeitung.',
    'Publié initialement dans La Vallée.',
    'Publicado originalmente en El Valle.',
    'Pierwotnie opublikowano w Dolinie.',
  ])('reprint: %s', (line) => {
    expect(flagsOf(signed('', `${text}\n\n${line}`))).toEqual([`reprint: A line says: “${line}”.`])
  })

  it('reprint: a page whose canonical link leads to another site, and not to its own under another name', () => {
    const links = (canonical: string, own: string) =>
      flagsOf(page(`<link rel="canonical" href="${canonical}"><meta property="og:url" content="${own}">`), 'a.html')
    expect(links('https://valleyherald.example/a', 'https://holmblog.example/b')).toEqual([
      'reprint: The page is at holmblog.example, and its canonical link leads to valleyherald.example.',
    ])
    expect(links('https://www.valleyherald.example/a', 'https://amp.valleyherald.example/a')).toEqual([])
    expect(links('https://valleyherald.example/a', 'https://news.valleyherald.example/a')).toEqual([])
  })

  it('reprint: the mark of an agency, but not in its own service', () => {
    expect(flagsOf(signed('', `LUNDBY (Reuters) - ${text}`))).toEqual(['reprint: The text begins with the mark of an agency: “(Reuters)”.'])
    const own = page('<meta property="og:site_name" content="Reuters">', `LUNDBY (Reuters) - ${text}`)
    expect(flagsOf(own, 'a.html')).toEqual([])
  })

  it.each(['Translated from the Norwegian by Jan Ek', 'Translation: Jan Ek', 'Перевод: Ян Эк', 'Çeviri: Jan Ek', 'Traduit par Jan Ek'])(
    'translation: %s',
    (line) => expect(flagsOf(signed('', `${text}\n\n${line}`))).toEqual([`translation: A line says: “${line}”.`]),
  )

  it('translation: names spelled as in another language, if there are two of them, in an English text', () => {
    const spelled = `${text}\n\nIn Moscú and in Teherán the ministers spoke of the flood, which they had seen from the air.`
    expect(flagsOf(signed('', spelled))).toEqual([
      'translation: In an English text, names are spelled as in Spanish or Catalan: “Moscú”, “Teherán”.',
    ])
    expect(flagsOf(signed('', spelled.replace('Teherán', 'Tehran')))).toEqual([])
  })

  it('machines: said by the page, named as the author, or heard in exchanged words', () => {
    const said = 'This article was translated by Google and may hold mistakes.'
    expect(flagsOf(signed('', `${text}\n\n${said}`))).toContain(`machine-translated: A line says: “${said}”.`)
    expect(flagsOf(`River rises\n\nBy OpenAI\n\n11 March 2024\n\n${text}`).map((flag) => flag.split(':')[0])).toEqual([
      'machine-paraphrased',
      'wrong byline',
    ])
    const exchanged = `${text}\n\nThe Overseas Minister flew to the White Home, where he spoke of the flood and of the bridge.`
    expect(flagsOf(signed('', exchanged))).toEqual([
      'machine-paraphrased: In the text, set phrases have a word exchanged: “Overseas Minister” (Foreign Minister), “White Home” (White House).',
    ])
  })

  it('bylines: an account, and none at all, but not on a short text or a page of several', () => {
    expect(flagsOf(`River rises\n\nBy Admin\n\n11 March 2024\n\n${text}`)).toEqual([
      'wrong byline: The byline “Admin” names an account, not a person.',
    ])
    expect(flagsOf(`River rises\n\n11 March 2024\n\n${text}`)).toEqual([
      'missing byline: No byline stands above or below the text, and the file names no author.',
    ])
    expect(flagsOf(`River rises\n\n11 March 2024\n\n${paragraph}`)).toEqual([])
  })

  it('dates: in the future, before what the text tells, and a year with one digit wrong', () => {
    expect(now).toBeLessThan(Date.UTC(2034, 0, 1))
    expect(flagsOf(signed().replace('2024', '2034'))).toEqual(['wrong date: The date 2034-03-11 is in the future.'])
    expect(flagsOf(signed('', `${text}\n\nIt rained on 2 May 2024 and on 3 May 2024, and it has not stopped since then.`))).toEqual([
      'wrong date: The article is dated 2024-03-11, and its text tells of later days: “2 May 2024”, “3 May 2024”.',
    ])
    const odd = (year: number) =>
      flagsOf(signed('', `${text}\n\nOn 1 March 2024 it rained, on 2 March 2024 it rained more, and on 3 March ${year} the water came.`))
    expect(odd(2004)).toEqual(['wrong date: “3 March 2004” may mean 2024: the text tells of “1 March 2024” and “2 March 2024”.'])
    expect(odd(1998)).toEqual([])
    expect(odd(2024)).toEqual([])
  })
})

describe('each field says where it was found', () => {
  it('in the head of a page, with dates of publication and of change, and the section', () => {
    const head = `<meta property="article:modified_time" content="2024-03-12T08:00Z"><meta property="article:section" content="Valley"><meta property="og:site_name" content="The Valley Herald"><meta property="og:url" content="https://valleyherald.example/a"><link rel="canonical" href="https://valleyherald.example/">`
    const { evidence, ...imported } = read('a.html', `<html lang="en">${page(head)}`)
    expect(imported).toMatchObject({
      date: '2024-03-11',
      modified: '2024-03-12T08:00Z',
      section: 'Valley',
      url: 'https://valleyherald.example/a',
    })
    expect(evidence).toEqual({
      title: 'the first line of the text',
      outlet: 'meta element og:site_name',
      author: 'meta element author',
      date: 'meta element article:published_time',
      modified: 'meta element article:modified_time',
      section: 'meta element article:section',
      url: 'meta element og:url',
      language: 'the language of the words and lang of the html element',
    })
  })

  it('in the text', () => {
    expect(read('a.txt', signed('Updated: 12 March 2024')).evidence).toEqual({
      title: 'the first line of the text',
      author: 'the byline “By Mira Holt”',
      date: 'the dateline “11 March 2024”',
      modified: 'the dateline “Updated: 12 March 2024”',
      language: 'the language of the words',
    })
  })

  it('in the address, and the year of a day from there', () => {
    const head = '<link rel="canonical" href="https://valleyherald.example/2024/03/11/river">'
    const bare = `${head}<h1>River rises</h1><p>${text.split('\n\n').join('</p><p>')}</p>`
    const undated = read('a.html', bare)
    expect([undated.date, undated.evidence.date]).toEqual(['2024-03-11', 'the address, which names the day'])
    const dated = read('a.html', bare.replace('<p>', '<time>Sunday, March 10</time><p>'))
    expect([dated.date, dated.evidence.date]).toEqual(['2024-03-10', 'the dateline “Sunday, March 10”, its year from the address'])
  })

  it.each([
    ['By Mira Holt - Mar 11, 2024 8:02 pm UTC', 'Mira Holt'],
    ['By Mira Holt March 11 at 2:44 PM Follow @miraholt', 'Mira Holt'],
    ['Mira Holt and Jan Ek | The Valley Herald', 'Mira Holt and Jan Ek'],
    ['Author: Mira Holt', 'Mira Holt'],
  ])('in a byline, its names alone: %s', (byline, names) => {
    const imported = read('a.html', `<h1>River rises</h1><p class="pb-byline">${byline}</p><p>${text.split('\n\n').join('</p><p>')}</p>`)
    expect(imported.author).toBe(names)
  })

  it('in an element that marks an author, where it is the only one', () => {
    const marked = (more: string) =>
      read(
        'a.html',
        `<h1>River rises</h1><p>${text.split('\n\n').join('</p><p>')}</p><aside><p><span itemprop="author">Mira Holt</span> in Letters ${more}</p></aside>`,
      )
    expect(marked('').evidence.author).toBe('the only author that the page marks')
    expect(marked('').author).toBe('Mira Holt')
    expect(marked('and <span itemprop="author">Jan Ek</span>').author).toBe('')
  })
})
