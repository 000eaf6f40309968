// A small project with all that makes exchange hard: characters outside the basic plane, pieces, overlaps, line breaks inside
// highlights, links, values, and words that look like formulas and markup.
import fc from 'fast-check'
import type { Change } from '../../shared/change.ts'
import { addHighlight } from '../../shared/commands.ts'
import { noRecords, type ProjectContents } from '../../shared/exchange/contents.ts'
import { type CodeId, EntityId, LinkId } from '../../shared/ids.ts'
import type { Highlight, Kind } from '../../shared/records.ts'
import { articleOf, codeIds, penOf, start } from './store.ts'

const pen = penOf('id')
export const harbour = articleOf('a-harbour', [
  'Fishermen 🎣 met at the harbour. They asked: who pays?',
  'Line one of the poem\nand line two',
  '=SUM(1,2) was <written> on the wall & nobody knew why.',
])
const market = articleOf('b-market', ['The market 🍎 opened late.', 'Sellers blamed the harbour.'], { title: '', language: 'und' })

const [cause, blame] = codeIds as [CodeId, CodeId]
function marked({ article, text }: typeof harbour, pieces: readonly string[], codes: readonly CodeId[], note = ''): Change {
  const ranges = pieces.map((words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length }))
  return addHighlight(pen, { id: article.id, text }, ranges, codes, note)
}

const steps: Change = [
  ...marked(harbour, ['Fishermen 🎣 met'], [cause, blame], 'Two\nlines; and\ttabs | [x] _y_ -> *'),
  ...marked(harbour, ['🎣 met at the harbour'], [blame]),
  ...marked(harbour, ['poem\nand line'], [cause]),
  ...marked(harbour, ['They asked', 'who pays'], [cause]),
  ...marked(harbour, ['=SUM(1,2)'], [], '@note'),
  ...marked(market, ['market 🍎 opened'], [cause]),
  ...marked(market, ['Sellers'], [blame], '-2+3'),
]

function contents(): ProjectContents {
  const records = noRecords()
  records.coder.push(start.coder)
  records.codebook.push(...start.codebooks)
  const attribute = { key: 'stance', name: 'Stance', kind: 'choice', options: ['for', 'against'], initial: '' } as const
  records.code.push(...start.codes.map((code) => (code.id === cause ? { ...code, attributes: [attribute] } : code)))
  records.entity.push({ id: EntityId.parse('e-1'), name: 'The harbour', kind: 'place', side: '', aliases: [], memo: '' })
  records.article.push(harbour.article, market.article)
  for (const { kind, after } of steps) (records[kind as Kind] as unknown[]).push(after)
  const [first, second, , , , far] = records.highlight as [Highlight, Highlight, Highlight, Highlight, Highlight, Highlight]
  records.highlight[0] = { ...first, entityId: EntityId.parse('e-1') }
  const coding = records.coding[0]
  if (coding !== undefined) records.coding[0] = { ...coding, attributes: { stance: 'for', why: 'two words' } }
  const link = { note: '', coderId: start.coder.id, createdAt: 1_700_000_000_000 }
  records.link.push({ id: LinkId.parse('l-1'), type: 'same claim', fromId: first.id, toId: second.id, ...link })
  records.link.push({ id: LinkId.parse('l-2'), type: 'omits', fromId: first.id, toId: far.id, ...link })
  return {
    name: 'Harbour',
    analyst: start.coder.id,
    records,
    texts: [...harbour.contents.texts, ...market.contents.texts],
    layouts: [],
    originals: [],
  }
}

export const codedProject: ProjectContents = contents()

/** Any project of one article: hostile characters in its text, overlapping highlights of several pieces. */
export const anyProject: fc.Arbitrary<ProjectContents> = fc
  .record({
    paragraphs: fc.array(
      fc
        .array(
          fc.constantFrom(
            'word',
            'it’s',
            '🎣',
            '👩‍👩‍👧',
            'é',
            'ש',
            '漢字',
            ' ',
            ' ',
            '\t',
            '\n',
            '\u2028',
            '\u0085',
            '\x0b',
            '\x01',
            '|',
            '_',
            '->',
            '[1]',
            '\\',
            '*',
            '. ',
            '<',
            '&',
            '"',
            '=',
          ),
          { minLength: 1, maxLength: 30 },
        )
        .map((parts) => parts.join('')),
      { minLength: 1, maxLength: 4 },
    ),
    picks: fc.array(fc.array(fc.tuple(fc.nat(200), fc.nat(60)), { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
    note: fc.string({ unit: fc.constantFrom('a', '\n', '\t', '|', '_', '\\', '🎣', '*', '\u2028', '-', '>') }),
  })
  .map(({ paragraphs, picks, note }) => {
    const sample = articleOf('any', paragraphs)
    const made = penOf('any')
    const records = noRecords()
    records.coder.push(start.coder)
    records.codebook.push(...start.codebooks)
    records.code.push(...start.codes)
    records.article.push(sample.article)
    for (const [n, pieces] of picks.entries()) {
      const ranges = pieces.map(([from, length]) => ({ start: from, end: Math.min(sample.text.length, from + length + 1) }))
      const kept = ranges.filter(({ start: from, end }) => from < end && sample.text.slice(from, end).trim() !== '')
      if (kept.length === 0) continue
      const change = addHighlight(made, { id: sample.article.id, text: sample.text }, kept, codeIds.slice(0, n % 3), note)
      for (const { kind, after } of change) (records[kind as Kind] as unknown[]).push(after)
    }
    return { name: 'Any', analyst: start.coder.id, records, texts: sample.contents.texts, layouts: [], originals: [] }
  })
