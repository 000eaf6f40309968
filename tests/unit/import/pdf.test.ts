// What programs that make PDF files write: a page printed from a browser, an article in two columns with notes, a report with
// lists and a table. The expected texts are readable files beside the other fixtures.
import { describe, expect, it } from 'vitest'
import { expectFixture, imported } from './office.ts'
import { at, eastern, lines, pdf, wrapped } from './pdfs.ts'
import { inZone } from './read.ts'

const rain =
  'The rain began on Monday night and did not stop for three days. By the time that the gates of the upper lake were opened, the cellars of the old town had been under water for six hours, and the fire brigade had stopped answering the telephone.'
const council =
  'The council met in the school, because the hall was flooded. Its members agreed on one thing only, that somebody else should have acted sooner. The minutes name no one.'

describe('PDF: a page printed from a browser', () => {
  const width = 84
  const head = (page: number) =>
    at(30, 770, '3/14/24, 9:05 AM', { size: 8 }) +
    at(250, 770, 'River takes the bridge | Example Courier', { size: 8 }) +
    at(30, 20, 'https://courier.example/2024/river', { size: 8 }) +
    at(550, 20, `${page}/2`, { size: 8 })
  const first = wrapped(`${rain} ${council} ${rain}`, width)
  const bytes = pdf({
    info: { Title: 'River takes the bridge | Example Courier', Creator: 'Mozilla/5.0', CreationDate: "D:20240314090500+00'00'" },
    pages: [
      head(1) +
        at(54, 720, 'River takes the bridge', { font: 'F5', size: 24 }) +
        at(54, 695, 'By Anna Example', { font: 'F3' }) +
        at(54, 680, '12 March 2024') +
        lines(54, 650, first.slice(0, -2)),
      head(2) + lines(54, 730, first.slice(-2)) + lines(54, 730 - 12 * 2 - 10, wrapped(council, width)),
    ],
  })

  it('is one article: its paragraph goes on over the page, and what the browser printed around it is no part of it', async () => {
    const article = await imported('river.pdf', bytes)
    expectFixture('printed-page.pdf', article)
    expect(article).toMatchObject({
      title: 'River takes the bridge',
      author: 'Anna Example',
      date: '2024-03-12',
      url: 'https://courier.example/2024/river',
    })
    expect(inZone(article, 'body')).toEqual([`${rain} ${council} ${rain}`, council])
  })
})

describe('PDF: an article in two columns', () => {
  const width = 38
  const text = (words: string) => wrapped(words, width)
  const one = text(
    'The first column tells how the wa^ter came. It rose in the gar^dens be^fore any^one no^ticed, as a well-known engi^neer said af^ter^wards, and it rose faster than the re^port had fore^told.',
  )
  const two = text(
    'Nobody had been warned. The sirens of the lower town were tested in spring and found in order, and then they were switched off for repair.',
  )
  const three = text(
    'The second column begins with another sen^tence about the wa^ter and the gar^dens, and ends where the page ends, in the middle of a',
  )
  const four = text(
    'thought that the next page takes up. A well-known en^gi^neer was asked again and had nothing to add to what he had said before.',
  )
  const foot = (number: number) => at(number % 2 === 0 ? 60 : 540, 30, String(number), { size: 8 })
  const head = (number: number) =>
    number % 2 === 0 ? at(60, 765, 'EXAMPLE QUARTERLY', { size: 8 }) : at(400, 765, 'Water and its causes', { size: 8 })
  const column = (x: number, y: number, paragraphs: readonly (readonly string[])[], goesOn = false) =>
    paragraphs
      .flatMap((own, i) => own.map((line, j) => ({ line, indent: j === 0 && (i > 0 || !goesOn) })))
      .map(({ line, indent }, i) => at(x + (indent ? 10 : 0), y - 12 * i, line))
      .join('')
  const plain = (subject: string) =>
    text(
      `In ${subject} nothing was written down at the time, and what is told now was put together years later from the memory of those who had stayed, which differs in every detail but the hour.`,
    )
  const bytes = pdf({
    info: { Title: 'untitled.indd' },
    xmp: '<dc:creator><rdf:Seq><rdf:li>Ben Example</rdf:li></rdf:Seq></dc:creator><prism:publicationName>Example Quarterly</prism:publicationName>',
    pages: [
      head(11) +
        at(60, 720, 'Water and its causes', { font: 'F5', size: 22 }) +
        column(60, 680, [one, two], true) +
        at(60 + 6 * (two.at(-1) ?? '').length, 680 - 12 * (one.length + two.length - 1) + 4, '1', { size: 6 }) +
        lines(60, 120, ['1 The tests are told of in the yearly', 'report of the brigade, page 12.'], { size: 7 }) +
        column(320, 680, [three], true) +
        foot(11),
      head(12) +
        column(60, 730, [four, plain('the upper town')], true) +
        column(320, 730, [plain('the lower town'), plain('the harbour')]) +
        foot(12),
      head(13) + column(60, 730, [plain('the villages'), plain('the hills')]) + foot(13),
    ],
  })

  it('is read column by column, words are whole again, the note is linked, heads and page numbers are set aside', async () => {
    const article = await imported('water.pdf', bytes)
    expectFixture('two-columns.pdf', article)
    const body = inZone(article, 'body')
    expect(body[0]).toMatch(
      /^The first column .* the water came\. It rose in the gardens before anyone noticed, as a well-known engineer said afterwards/,
    )
    expect(body[1]).toMatch(/for repair\.¹$/)
    expect(body[2]).toMatch(/^The second column .* in the middle of a thought that the next page takes up\./)
    expect(inZone(article, 'footnote')).toEqual(['¹ The tests are told of in the yearly report of the brigade, page 12.'])
    expect(inZone(article, 'boilerplate').join('\n')).toBe('Water and its causes\n11\nEXAMPLE QUARTERLY\n12\nWater and its causes\n13')
    expect(article).toMatchObject({ title: 'Water and its causes', author: 'Ben Example', outlet: 'Example Quarterly' })
  })
})

describe('PDF: a page of a newspaper', () => {
  const story = (name: string) =>
    `Story ${name} begins here, and it goes on with words of many kinds, some of them long and others short. The minister said nothing. Others said more than was asked of them, and a third group went home before the end of the meeting in the hall.`
  const column = (x: number, y: number, name: string) => lines(x, y, wrapped(story(name), 28), { size: 9, leading: 11 })
  const bytes = pdf({
    pages: [
      at(50, 740, 'THE EXAMPLE COURIER', { font: 'F5', size: 30 }) +
        at(50, 690, 'Water takes the bridge', { font: 'F5', size: 22 }) +
        column(50, 665, 'one') +
        column(225, 665, 'two') +
        column(400, 665, 'three') +
        at(50, 500, 'Council points elsewhere', { font: 'F5', size: 16 }) +
        column(50, 480, 'four') +
        column(225, 480, 'five') +
        at(400, 500, 'Third story', { font: 'F5', size: 14 }) +
        column(400, 480, 'six'),
    ],
  })

  it('is read story by story, each column by column', async () => {
    const { text } = await imported('courier.pdf', bytes)
    const order = ['one', 'two', 'three', 'four', 'five', 'six'].map(story)
    const headed = [...order.slice(0, 3), 'Council points elsewhere', ...order.slice(3, 5), 'Third story', ...order.slice(5)]
    expect(text.split('\n\n')).toEqual(['THE EXAMPLE COURIER', 'Water takes the bridge', ...headed])
  })
})

describe('PDF: a report', () => {
  const bytes = pdf({
    info: { Title: 'Flood report', Author: 'Office of Works', CreationDate: 'D:20240201' },
    pages: [
      at(20, 300, 'RECEIVED 2 FEB', { size: 12, turn: true }) +
        at(160, 740, 'Report on the flood', { font: 'F5', size: 20 }) +
        at(72, 700, 'Causes', { font: 'F2' }) +
        lines(72, 680, wrapped(rain, 76)) +
        at(72, 620, 'Measures', { font: 'F2' }) +
        at(72, 600, '• Repair the sirens of the lower town, and test them in spring and in autumn,') +
        at(84, 588, 'with nobody told before.') +
        at(72, 576, '• Move the council to a dry hall.') +
        at(72, 540, 'Table 1. Water in the cellars', { font: 'F3', size: 9 }) +
        [
          ['Town', 'Houses', 'Hours'],
          ['Upper', '12', '6'],
          ['Lower', '140', '31'],
        ]
          .flatMap((row, i) => row.map((cell, j) => at(72 + 120 * j, 520 - 14 * i, cell)))
          .join('') +
        lines(72, 460, wrapped(council, 76)) +
        at(300, 30, '1', { size: 9 }),
    ],
  })

  it('has headings, items, a caption, a table of rows, and a stamp along its margin', async () => {
    const article = await imported('report.pdf', bytes)
    expectFixture('report.pdf', article)
    expect(article.blocks.filter(({ kind }) => kind === 'heading')).toHaveLength(2)
    expect(article.text).toContain('Town\tHouses\tHours\nUpper\t12\t6\nLower\t140\t31')
    expect(inZone(article, 'caption')).toEqual(['Table 1. Water in the cellars'])
    expect(inZone(article, 'boilerplate')).toEqual(['1', 'RECEIVED 2 FEB'])
  })
})

describe('PDF: letters', () => {
  const letters = { 1: '\ufb01', 2: '\ufb02', 3: 'א', 4: 'ב', 5: 'ג' }
  it('ligatures become letters, and words from right to left are read so', async () => {
    const drawn = pdf({
      letters,
      pages: [at(72, 700, '1sh and 2ow are words', { font: 'F6' }) + at(72, 650, '543 43', { font: 'F6', size: 12 })],
    })
    const { text } = await imported('letters.pdf', drawn)
    // Drawn from left to right as letters stand on paper: the first word of the line is the one at its right end.
    expect(text.split('\n\n')).toEqual(['fish and flow are words', 'אב אבג'])
  })

  it('letters drawn twice for weight are read once, those set apart are closed up, and a large initial begins its word', async () => {
    const drawn = pdf({
      pages: [
        at(72, 740, 'F L O O D', { font: 'F5', size: 18 }) +
          at(72, 688, 'T', { font: 'F4', size: 30 }) +
          lines(100, 700, ['he rain fell on the town for three', 'days, and nobody was there to see it']) +
          lines(72, 676, ['fall or to say how much of it there was.']) +
          at(72, 600, 'Twice.', { font: 'F2' }) +
          at(72.3, 600, 'Twice.', { font: 'F2' }),
      ],
    })
    const { text } = await imported('letters.pdf', drawn)
    expect(text).toBe(
      'FLOOD\n\nThe rain fell on the town for three days, and nobody was there to see it fall or to say how much of it there was.\n\nTwice.',
    )
  })

  it('a page that is turned is read upright', async () => {
    const turned = pdf({ pages: [lines(72, 700, wrapped(rain, 60))], page: '/Rotate 90' })
    const stood = pdf({
      pages: [
        wrapped(rain, 60)
          .map((line, i) => at(100 + 12 * i, 72, line, { turn: true }))
          .join(''),
      ],
      page: '/Rotate 90',
    })
    expect((await imported('a.pdf', turned)).text).toBe(rain)
    expect((await imported('a.pdf', stood)).text).toBe(rain)
  })

  it('fonts of Chinese and Japanese that leave their letters to a table are read by it', async () => {
    const { text, warnings } = await imported('east.pdf', eastern())
    expect(text).toBe('河水一切\n\n日本語')
    expect(warnings.join()).not.toContain('letters they draw')
  })
})
