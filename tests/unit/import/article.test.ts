// What of a web page is its article: fixtures of our own writing, in the ways that sites build their pages.
import { describe, expect, it } from 'vitest'
import { footnotesOf } from '../../../shared/footnotes.ts'
import { zonesOf } from '../../../shared/zones.ts'
import { inZone, read } from './read.ts'

const told = [
  'The river rose by two metres in a single night, the rescue service said on Monday, and three villages had to be left.',
  'Nobody was hurt, but the bridge at Lundby is closed, and the road to the mill, which is older than the town, is gone.',
  'The governor, who came by boat, promised help to every family; the council, which had asked for a dam, did not answer.',
  'Schools stay closed until the water falls, and the mill, the shop and the post office have moved to the upper town.',
  'It has not rained since, and the service thinks that the worst is over, though nobody in the valley believes it yet.',
]
const paragraphs = told.map((words) => `<p>${words}</p>`).join('')
const page = (body: string, head = '') =>
  `<html lang="en"><head><title>River rises | The Valley Herald</title>${head}</head><body>${body}</body></html>`
const body = (html: string) => inZone(read('a.html', html), 'body')

describe('the article of a web page', () => {
  it('stands apart from menus, teasers and comments whose classes say nothing', () => {
    const menu = `<div class="x1">${['News', 'Sport', 'Weather', 'Letters'].map((word) => `<div><a href="/${word}">${word}</a></div>`).join('')}</div>`
    const teasers = `<div class="x3">${['Mill sold', 'Ferry late'].map((word) => `<div><a href="/t">${word}: what we know so far</a></div>`).join('')}</div>`
    const comments = `<div class="comment-list"><div class="comment">I saw it all from my roof, and I can tell you, it was bad.</div></div>`
    const imported = read('a.html', page(`${menu}<div class="x2"><h1>River rises</h1>${paragraphs}</div>${teasers}${comments}`))
    expect(inZone(imported, 'body')).toEqual(told)
    expect(inZone(imported, 'title')).toEqual(['River rises'])
    expect(imported.text).toContain('I saw it all from my roof')
  })

  it('keeps what the classes of a careless site call furniture', () => {
    expect(body(page(`<div class="post"><div class="related">${paragraphs}</div></div><div class="widget">Buy a boat</div>`))).toEqual(told)
  })

  it('takes paragraphs that are parted by line breaks, lists, quotations and tables', () => {
    const broken = `<div id="content">${told.join('<br><br>')}<ul><li>Lundby, closed</li><li>Holm, open</li></ul><blockquote>We left at night, said a man.</blockquote><table><tr><th>Day</th><th>Metres</th></tr><tr><td>Sunday</td><td>1.2</td></tr></table></div>`
    const imported = read('a.html', page(broken))
    expect(inZone(imported, 'body')).toEqual([
      ...told,
      'Lundby, closed',
      'Holm, open',
      'We left at night, said a man.',
      'Day\tMetres\nSunday\t1.2',
    ])
    expect(imported.blocks.map(({ kind }) => kind).slice(5)).toEqual(['item', 'item', 'quote', 'table'])
  })

  it('leaves hidden parts out, and names the frames of other sites', () => {
    const { text, repairs } = read(
      'a.html',
      page(
        `<article>${paragraphs}<iframe src="https://films.example/embed/7"></iframe><p>The film shows the bridge as it was before the water came.</p><p style="display:none">Hidden</p></article>`,
      ),
    )
    expect(text).not.toContain('Hidden')
    expect(repairs).toContain('Frames of other sites were left out: films.example')
  })

  it('believes what the page itself calls its words over what surrounds them', () => {
    const data = { '@type': 'NewsArticle', headline: 'River rises', articleBody: told.join('\n\n'), isAccessibleForFree: false }
    const json = `<script type="application/ld+json">${JSON.stringify(data)}</script>`
    const empty = read('a.html', page(`<div id="app"><p>Loading the page</p></div>`, json))
    expect(inZone(empty, 'body')).toEqual(told)
    expect(empty.repairs).toContainEqual(expect.stringContaining('JSON-LD'))
    const cut = read('a.html', page(`<article>${paragraphs}</article>`, json))
    expect(inZone(cut, 'body')).toEqual(told)
    expect(cut.warnings).toContain('The page says that a part of its text is only for those who pay: it may be cut off.')
  })

  it('gives captions and dates of other articles to the site', () => {
    const other = '<figure><a href="/o"><figcaption>A boat in Holm</figcaption></a></figure><time>3 May 2024</time>'
    const own = '<figure><img src="x.jpg"><figcaption>The bridge on Monday</figcaption></figure>'
    const imported = read('a.html', page(`<article><h1>River rises</h1>${own}${paragraphs}</article><div class="more">${other}</div>`))
    expect(inZone(imported, 'caption')).toEqual(['The bridge on Monday'])
    expect(inZone(imported, 'boilerplate')).toEqual(['A boat in Holm', '3 May 2024'])
  })
})

describe('footnotes of a web page', () => {
  it('are linked both ways, by raised and by bracketed numbers, and the arrows back are left out', () => {
    const imported = read(
      'a.html',
      page(
        `<article><p>${told[0]}<sup id="r1"><a href="#n1">1</a></sup></p><p>${told[1]}<a id="r2" href="#n2">[2]</a> It was 20 m<sup>2</sup> of road.</p><p>${told[2]}</p><ol><li id="n1">Statement of the service. <a href="#r1">↩</a></li><li id="n2"><p>Letter of the council. <a href="#r2">Back</a></p></li></ol></article>`,
      ),
    )
    expect(inZone(imported, 'footnote')).toEqual(['1. Statement of the service.', '2. Letter of the council.'])
    expect(imported.text).toContain('20 m² of road')
    const notes = footnotesOf(imported.text, zonesOf(imported.blocks, []))
    expect(notes.map(({ label, references }) => [label, references.map(({ start, end }) => imported.text.slice(start, end))])).toEqual([
      ['1', ['¹']],
      ['2', ['[2]']],
    ])
  })
})

describe('S28 a page that would be slow to weigh is read all the same', () => {
  it.each([
    ['lines in one element', '<div>a line of words, and more<br></div>'.slice(5, -6).repeat(12_000)],
    ['elements in one element', '<span>word, </span>'.repeat(30_000)],
    ['nested parts with words', Array.from({ length: 480 }, () => `<div class="sidebar">${paragraphs}`).join('')],
    ['parts side by side', `<section><h2>Head</h2>${paragraphs}</section>`.repeat(4_000)],
  ])('%s', (_, html) => {
    expect(read('a.html', page(html)).words).toBeGreaterThan(1_000)
  })
})
