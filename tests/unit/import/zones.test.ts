import { describe, expect, it } from 'vitest'
import { inZone, read, shown } from './read.ts'

const paragraph =
  'The river at Lundby rose by two metres in a single night, rescuers said on Monday, and three villages were emptied before dawn.'
const article = (top: string, end = '') => `${top}\n\n${paragraph}\n\n${paragraph} Again.\n\n${paragraph} And again.\n\n${end}`
const top = (line: string) => shown(read('a.txt', article(`River rises\n\n${line}`)))[1]
const bottom = (lines: string) => shown(read('a.txt', article('River rises', lines))).slice(4)

describe('zones by a line’s own words', () => {
  it.each([
    'By Mira Holt',
    'BY MIRA HOLT',
    'Author: Mira Holt',
    'Authors: Mira Holt, Jan Ek',
    'Written by: Mira Holt',
    'Автор: Мира Хольт',
    'Yazar: Mira Holt',
    'Von Mira Holt',
    'Par Mira Holt',
    'Autor: Mira Holt',
    'By Mira Holt and Jan Ek | The Valley Herald',
  ])('%s is a byline', (line) => expect(top(line)).toBe(`byline paragraph: ${line}`))

  it.each([
    'Image source: Rescue service',
    'photo: © Rescue/Jan Ek',
    'Photo by Jan Ek',
    'Фото: Ян Эк',
    'Foto: Jan Ek',
    '© Jan Ek / Agency',
  ])('%s is a credit', (line) => expect(top(line)).toBe(`caption paragraph: ${line}`))

  it.each(['11 March 2024', 'Published: 11 March 2024, 07:45', '11.03.2024'])('%s is a dateline', (line) =>
    expect(top(line)).toBe(`dateline paragraph: ${line}`),
  )

  it.each([
    'Today: Mar 15, 2024',
    'Site icon The Valley Herald',
    '9 Reads',
    '1,204 views',
    '3 min read',
    'Share this article',
    'Facebook | Twitter | WhatsApp',
    'Source link',
    'Exit mobile version',
    'Subscribe to our newsletter',
    'We use cookies to make this site better.',
    '© 2024 The Valley Herald',
    'All rights reserved',
    'Skip to content',
    'Read more',
    'Advertisement',
    'Читайте также:',
  ])('%s is of the site', (line) => expect(top(line)).toBe(`boilerplate paragraph: ${line}`))

  it.each([
    'By Monday the river had risen by two metres.',
    'By Monday the river had risen by two metres',
    'By the time they left, it was dark!',
    'Photos of the flood were seen by all of the village.',
    'Share prices fell, and the council was asked to explain why.',
    'Read more books, the teacher said.',
    'Views differ on what the council should do next.',
    'In 2023 the road was closed.',
    'Today: nothing works.',
    'Images of the bridge spread.',
    'Subscribers were angry, the editor said.',
    'Nine reads and a view.',
    'Von der Brücke war nichts zu sehen.',
    'Menus were printed in two languages.',
    'Loading the boats took an hour.',
  ])('%s is of the article', (line) => expect(top(line)).toMatch(/^body/))
})

describe('zones by place', () => {
  it('finds a bare name beside a date, twice, with a label, or before a note about the author', () => {
    expect(top('Mira Holt\n11 March 2024')).toBe('byline paragraph: Mira Holt')
    expect(top('Mira Holt\nMira Holt')).toBe('byline paragraph: Mira Holt')
    expect(bottom('TextBot\nAuthor: TextBot')).toEqual(['byline paragraph: TextBot', 'byline paragraph: Author: TextBot'])
    expect(bottom('Mira Holt\nMira Holt\nMira Holt is a reporter of the Herald.')[2]).toBe(
      'byline paragraph: Mira Holt is a reporter of the Herald.',
    )
    expect(top('Lower Valley')).toBe('body heading 2: Lower Valley')
  })

  it('finds notes at the end, a note that runs on, and what stands below them', () => {
    const zones = bottom('[1] Statement of the service.\n\n[2]Letter of the council and\n\nits answer.\n\n[3] Map.\n\nSource link')
    expect(zones.map((line) => line.split(' ')[0])).toEqual(['footnote', 'footnote', 'footnote', 'footnote', 'boilerplate'])
    expect(bottom('Notes\n\n1. Statement of the service.\n\n2. Letter.').map((line) => line.split(' ')[0])).toEqual([
      'footnote',
      'footnote',
      'footnote',
    ])
  })

  it('takes no bracket in the text for a note', () => {
    expect(bottom('[1] Statement of the service.')).toEqual(['body paragraph: [1] Statement of the service.'])
    expect(inZone(read('a.txt', article('Title', `[2] A.\n\n${paragraph}\n\n${paragraph}\n\n${paragraph}`)), 'footnote')).toEqual([])
  })

  it('takes teasers after the article for the site’s, but not the rest of an article', () => {
    expect(bottom("Don't Miss\n\nStorm season starts early\n\nThe first storms came in").map((line) => line.split(' ')[0])).toEqual([
      'boilerplate',
      'boilerplate',
      'boilerplate',
    ])
    const rest = bottom(`Read more\n\n${paragraph.repeat(4)}`)
    expect(rest.map((line) => line.split(' ')[0])).toEqual(['boilerplate', 'body'])
  })

  it('counts a title and an excerpt that the page repeats once', () => {
    const { blocks } = read('a.txt', article('River rises\n\nThe river at Lundby rose by two metres in a single night', 'River rises'))
    expect(blocks.map(({ zone }) => zone)).toEqual(['title', 'boilerplate', 'body', 'body', 'body', 'boilerplate'])
  })

  it('finds the title of a page by its claims, in or out of the article', () => {
    const page = (title: string, h1: string) =>
      `<title>${title}</title><h1>${h1}</h1><article><h2>First part</h2>${`<p>${paragraph}</p>`.repeat(4)}</article><div>Around the site</div>`
    const imported = read('a.html', page('River rises again – Lundby Online Pages', 'River rises again'))
    expect(imported).toMatchObject({ title: 'River rises again', outlet: 'Lundby Online Pages' })
    expect(inZone(imported, 'title')).toEqual(['River rises again'])
    expect(inZone(imported, 'boilerplate')).toEqual(['Around the site'])
    expect(read('a.html', page('Lundby Pages', 'River rises again'))).toMatchObject({ title: 'River rises again', outlet: '' })
  })

  it('does not believe markup that leaves nothing of the article', () => {
    const body = `<p>${paragraph}</p>`.repeat(3)
    expect(inZone(read('a.html', `<div class="related-widget">${body}</div>`), 'body')).toHaveLength(3)
    expect(inZone(read('a.html', `<body style="visibility:hidden"><div aria-hidden=true>${body}</div>`), 'body')).toHaveLength(3)
    expect(inZone(read('a.html', `<div class="related-widget"><p>${paragraph}</p></div>${body}`), 'boilerplate')).toHaveLength(1)
  })

  it('takes lists of links for the site’s', () => {
    const links = ['News', 'Sport', 'Weather'].map((word) => `<div><a href=/${word}>${word}</a></div>`).join('')
    expect(inZone(read('a.html', `${links}<p>${paragraph}`), 'boilerplate')).toEqual(['News', 'Sport', 'Weather'])
    expect(inZone(read('a.html', `<p>See <a href=x>this</a>.</p><p>${paragraph}`), 'boilerplate')).toEqual([])
  })
})

describe('metadata', () => {
  it('takes the outlet off a title only when it is one', () => {
    expect(read('a.txt', article('River rises overnight – The Valley Herald'))).toMatchObject({
      title: 'River rises overnight',
      outlet: 'The Valley Herald',
    })
    expect(read('a.txt', article('Lundby – the river rises – Reuters'))).toMatchObject({
      title: 'Lundby – the river rises',
      outlet: 'Reuters',
    })
    expect(read('a.txt', article('River rises overnight – what we know'))).toMatchObject({
      title: 'River rises overnight – what we know',
      outlet: '',
    })
  })

  it('reads JSON-LD, of which the first article counts', () => {
    const data = {
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: 'Site' },
        {
          '@type': ['NewsArticle'],
          headline: 'River rises',
          datePublished: '2024-03-11T07:45:00Z',
          author: [{ '@type': 'Person', name: 'Mira Holt' }, { name: 'Jan Ek' }],
          publisher: { name: 'The Valley Herald' },
          mainEntityOfPage: { '@id': 'https://valleyherald.example/a' },
          inLanguage: 'en',
        },
        { '@type': 'NewsArticle', headline: 'Another' },
      ],
    }
    expect(read('a.html', `<script type="application/ld+json">${JSON.stringify(data)}</script><p>Words of the article.`)).toMatchObject({
      title: 'River rises',
      date: '2024-03-11T07:45:00Z',
      author: 'Mira Holt, Jan Ek',
      outlet: 'The Valley Herald',
      url: 'https://valleyherald.example/a',
      language: 'en',
    })
  })

  it('knows where a saved page came from', () => {
    expect(read('a.html', '<!-- saved from url=(0030)https://valleyherald.example/a --><p>Words').url).toBe(
      'https://valleyherald.example/a',
    )
    expect(read('a.html', '<!--\n Page saved with SingleFile \n url: https://valleyherald.example/b \n--><p>Words').url).toBe(
      'https://valleyherald.example/b',
    )
    expect(read('a.html', '<link rel=canonical href=/c><meta property=og:url content=https://valleyherald.example/d><p>Words').url).toBe(
      'https://valleyherald.example/c',
    )
  })

  it('invents nothing', () => {
    expect(read('a.txt', paragraph)).toMatchObject({ title: '', outlet: '', author: '', date: '', url: '' })
  })
})

describe('warnings', () => {
  const warnings = (lines: string, end = '') => read('a.txt', article(`River rises\n\n${lines}`, end)).warnings

  it('of bylines', () => {
    expect(warnings('By OpenAI\n\n11 March 2024')).toEqual([expect.stringContaining('machine')])
    expect(warnings('By Admin\n\n11 March 2024')).toEqual([expect.stringContaining('account')])
    expect(read('a.html', '<meta property=og:site_name content=Herald><meta name=author content=HERALD><p>Words').warnings).toContain(
      'The byline is the name of the outlet.',
    )
    expect(warnings('By Mira Holt\n\n11 March 2024')).toEqual([])
  })

  it('of dates', () => {
    expect(warnings('11 March 2034')).toEqual(['The date 2034-03-11 is in the future.'])
    expect(warnings('11 March 2024', 'It rained on 2 May 2024 too.')).toEqual([expect.stringContaining('later date (2024-05-02)')])
    expect(warnings('11 March 2024', 'On 1 May 2019, 2 May 2019 and 3 May 2019 it rained.')).toEqual([
      expect.stringContaining('saving or reprinting'),
    ])
    expect(warnings('By Mira Holt', 'On 1 May 2019 it rained.')).toEqual([
      'No date was found; the latest date that the text names is 2019-05-01.',
    ])
  })

  it('of several articles on one page', () => {
    const story = (names: string) =>
      `${names
        .split(' ')
        .map((name) => `${paragraph} It was near ${name} that people met, and ${name} knew it.`)
        .join('\n')}\n`
    const several = `${story('Arvel Berun Cadda Doral Eskel Fenna Gurre Hasse Isker Jolva Kerra Lunde Morra')}Author: Jan Ek\n${story('Nerra Osska Pelde Qualn Rosva Sunde Turna Ulven Velle Wolda Yrssa Zande Ambry')}`
    const imported = read('a.txt', `River rises\n\n${several}`)
    expect(imported.warnings).toContainEqual(expect.stringContaining('“Author: Jan Ek”'))
    expect(imported.author).toBe('')
  })
})

describe('a page of several articles', () => {
  const story = (title: string, words: number) =>
    `<article><h2>${title}</h2><p>${'The river rose again and nobody slept. '.repeat(words)}</p></article>`

  it('keeps all of them, however long the first is, and gives the rest to the site', () => {
    const page = `<nav>News</nav><main><h1>Three voices</h1>${story('One', 60)}${story('Two', 12)}${story('Three', 9)}</main><footer>Imprint</footer>`
    const headings = read('a.html', page).blocks.filter((block) => block.kind === 'heading')
    expect(headings.map((block) => block.zone)).toEqual(['body', 'body', 'body'])
  })

  it('still takes short teasers beside the article for the site’s', () => {
    const page = `<main>${story('One', 60)}${story('Teaser', 1)}</main>`
    expect(
      read('a.html', page)
        .blocks.map((block) => block.zone)
        .at(-1),
    ).toBe('boilerplate')
  })
})
