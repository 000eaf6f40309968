// Web pages as Word and Google Docs save them: what their styles say of a paragraph, lists and notes that they write out.
import { expect, it } from 'vitest'
import { read, shown } from './read.ts'

const long = 'The ferry left late on Tuesday, and nobody could say when it would be back, since nobody had asked, in all those hours.'
const page = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB>${body}</body></html>`
const spaces = `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span>`

it('paragraphs of Word’s lists are items, without the signs that Word wrote out for browsers', () => {
  const whole = (style: string, sign: string, words: string) =>
    `<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;${style}'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}${spaces}</span></span><![endif]>${words}</p>`
  const filtered = `<p class=MsoListParagraph style='text-indent:-18.0pt'><span style='font-family:Symbol'>·${spaces}</span>${long} Third.</p>`
  const listed =
    whole('mso-list:l0 level1 lfo1', '·', `${long} First.`) + whole('mso-list:l0 level2 lfo1', '1.', `${long} Second.`) + filtered
  expect(shown(read('a.html', page(`<p class=MsoNormal>${long}</p>${listed}`)))).toEqual([
    `body paragraph: ${long}`,
    `body item 1: ${long} First.`,
    `body item 2: ${long} Second.`,
    `body item 1: ${long} Third.`,
  ])
})

it('Word’s quotations and captions are such', () => {
  const styled = `<p class=MsoNormal>${long}</p><p class=MsoQuote>${long} So it was said.</p><p class=MsoCaption>Figure 1: The ferry</p><p class=MsoNormal>${long} Twice.</p>`
  expect(shown(read('a.html', page(styled)))).toEqual([
    `body paragraph: ${long}`,
    `body quote: ${long} So it was said.`,
    'caption paragraph: Figure 1: The ferry',
    `body paragraph: ${long} Twice.`,
  ])
})

it('what is marked as deleted is left out, and that is told', () => {
  const { text, repairs } = read('a.html', page(`<p>${long}</p><p>It was <del>Monday</del><ins>Tuesday</ins>.</p>`))
  expect(text).toBe(`${long}\n\nIt was Tuesday.`)
  expect(repairs).toContain('1 deleted stretch was left out')
})

it('notes of Word and Google Docs keep their numbers, and a title from the first line has none', () => {
  const word = `<p class=MsoTitle>The ferry<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a></p><p class=MsoNormal>${long}<a href="#_ftn2" name="_ftnref2"><span>[2]</span></a></p><p class=MsoNormal>${long} Again.</p><div><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> A boat.</p></div><div id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2"><span>[2]</span></a> Or not.</p></div></div>`
  const docs = `<h1>The ferry<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></h1><p>${long}<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup></p><p>${long} Again.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;A boat.</span></p></div><div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span>&nbsp;Or not.</span></p></div>`
  for (const html of [word, docs]) {
    const imported = read('a.html', page(html))
    expect(imported.title).toBe('The ferry')
    expect(imported.text).toContain('asked, in all those hours.[2]')
    expect(shown(imported).slice(-2)).toEqual(['footnote paragraph: 1. A boat.', 'footnote paragraph: 2. Or not.'])
  }
})

it('a heading between two paragraphs of the article is in the article', () => {
  const body = [1, 2, 3, 4, 5, 6].map((n) => `<p>${long} ${long} Part ${n}.</p>`)
  body.splice(3, 0, '<h2 class="media-head">The pier</h2>')
  expect(shown(read('a.html', page(`<h1>The ferry</h1>${body.join('')}`)))).toContain('body heading 2: The pier')
})
