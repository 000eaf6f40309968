import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordOf } from '../../shared/records.ts'
import { proposeAttribution } from '../../shared/sourcing/attribution.ts'
import { ReportingWords, verbsOf } from '../../shared/sourcing/lexicon.ts'
import { makeAttribution } from '../../shared/sourcing/make.ts'
import { quotationsOf } from '../../shared/sourcing/quotations.ts'
import { joinBlocks, type Range } from '../../shared/text.ts'
import { marked } from '../helpers/marked.ts'
import { article, code } from '../helpers/reports.ts'
import { penOf } from '../helpers/store.ts'

const words = ReportingWords.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../../corpus/words/reporting-en.json'), 'utf8')))
const verbs = verbsOf(words)

describe('the list of reporting verbs', () => {
  it('holds some of each stance, and no form twice', () => {
    for (const entries of [words.neutral, words.endorsing, words.distancing]) expect(entries.length).toBeGreaterThanOrEqual(25)
    const forms = [...words.neutral, ...words.endorsing, ...words.distancing].flatMap((entry) => entry.split(', '))
    expect(new Set(forms).size).toBe(forms.length)
    expect(verbs.get('pointed out')).toEqual({ lemma: 'point out', stance: 'endorsing' })
  })
})

describe('quotations', () => {
  it.each([
    ['[q:“One,”] he said, [q:“and two.”]'],
    ['[q:"One"] and [q:"two"] and the 6" gun'],
    ['[q:«Раз»], и два'],
    ['Er sagte: [q:„Eins“] und ging'],
    ['He began: [q:“It goes on and on]'],
    ['none at all'],
  ])('%s', (source) => {
    const { text, ranges } = marked(source)
    expect(quotationsOf(text)).toEqual(ranges.get('q') ?? [])
  })
})

/** Sentences with the parts that should be proposed: `c` content, `s` source, `v` cue. */
const sentences: readonly string[] = [
  '[c:“Nobody on this river should be woken by the water again,”] [s:Quillane] [v:told reporters].',
  '[c:“We saw it coming,”] [v:said] [s:the mayor of Varlune].',
  '[c:“We saw it coming,”] [v:said] [s:Oda Quillane], who chairs the Commission.',
  '[c:“We saw it coming,”] [v:claimed] [s:the minister] on Tuesday.',
  '[c:“We saw it coming,”] [v:according to] [s:the Authority], which runs the dam.',
  '[s:Quillane] [v:said]: [c:“We saw it coming.”]',
  'On Monday, [s:Nadje Ostrell], a resident of Brennoch, [v:said]: [c:“We saw it coming.”]',
  '[s:Nadje Ostrell], 45, of Brennoch, [v:insisted] that [c:“nobody came”].',
  'The gates were shut; [s:the hospital] later [v:confirmed] that [c:“five were hurt”].',
  '[v:According to] [s:the Commission], [c:“both sides agree”].',
  '[c:“Who had the telephone?”] [s:she] [v:asked].',
  '[c:“Who had the telephone?”] [s:Ostrell] [v:asked].',
  'But [s:the Authority] has repeatedly [v:pointed out] that [c:“the lake was full”].',
  '[s:The Authority] [v:said] [c:the lake had come within 60 centimetres of the crest].',
  'He left. [c:“It was late.”] Then it rained.',
]

describe('an attribution', () => {
  it.each(sentences)('%s', (source) => {
    const { text: line, ranges } = marked(source)
    const { text, blocks } = joinBlocks([
      { kind: 'paragraph', zone: 'body', text: 'Before it, somebody said something.' },
      { kind: 'paragraph', zone: 'body', text: line },
    ])
    const at = text.indexOf(line)
    const moved = (name: string): Range | null => {
      const range = ranges.get(name)?.[0]
      return range === undefined ? null : { start: at + range.start, end: at + range.end }
    }
    const content = moved('c')
    if (content === null) throw new Error('no content')
    const said = (range: Range | null) => (range === null ? null : text.slice(range.start, range.end))
    const found = proposeAttribution(text, blocks, content, verbs)
    expect([said(found.source), said(found.cue?.range ?? null), said(found.content)]).toEqual([
      said(moved('s')),
      said(moved('v')),
      said(content),
    ])
  })

  it('widens words inside a quotation to all of it, and tells direct from indirect and mixed', () => {
    const line = 'Quillane said “nobody should be woken” and that talks “went well”.'
    const { text, blocks } = joinBlocks([{ kind: 'paragraph', zone: 'body', text: line }])
    const of = (words: string) => {
      const start = text.indexOf(words)
      const { kind, content, cue } = proposeAttribution(text, blocks, { start, end: start + words.length }, verbs)
      return [kind, text.slice(content.start, content.end), cue?.stance]
    }
    expect(of('should be')).toEqual(['direct', '“nobody should be woken”', 'neutral'])
    expect(of('that talks “went well”')).toEqual(['mixed', 'that talks “went well”', 'neutral'])
    expect(of('that talks')).toEqual(['indirect', 'that talks', 'neutral'])
  })

  it('stays in its paragraph and apart from its content, whatever the text', () => {
    const bits = fc.constantFrom(
      '“',
      '”',
      '"',
      'said',
      'Quillane',
      'claimed',
      ',',
      '.',
      ':',
      'according to',
      'who',
      '😀',
      'على',
      'told',
      'the',
      '\n',
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(bits, { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        (paragraphs, a, b) => {
          const { text, blocks } = joinBlocks(paragraphs.map((each) => ({ kind: 'paragraph', zone: 'body', text: each.join(' ') })))
          fc.pre(text.length > 1)
          const start = a % (text.length - 1)
          const range = { start, end: start + 1 + (b % (text.length - start)) }
          fc.pre(range.end <= text.length)
          const { content, cue, source } = proposeAttribution(text, blocks, range, verbs)
          const block = blocks.findLast((each) => each.start <= range.start)
          for (const part of [cue?.range ?? null, source]) {
            if (part === null || block === undefined) continue
            expect(part.start >= block.start && part.end <= block.end && part.end > part.start).toBe(true)
            expect(part.end <= content.start || part.start >= content.end).toBe(true)
          }
        },
      ),
    )
  })
})

describe('marking an attribution', () => {
  const open = article('a1', [['paragraph', 'body', '[1 “We saw it coming,” 1] Quillane claimed.']], { 1: { codes: ['x'] } })
  const proposed = proposeAttribution(open.text, open.blocks, { start: 0, end: 20 }, verbs)
  const bare = { ...open, highlights: [], codings: [] }
  const stance = { key: 'stance', name: 'Stance', kind: 'choice', options: ['neutral', 'distancing'], initial: 'neutral' } as const
  const codes = new Map(
    [
      code('dir', 'Direct quotation', '#336699', { key: 'SO.AT.DIR' }),
      code('cue', 'Cue', '#336699', { key: 'SO.AT.CUE', attributes: [stance] }),
      code('src', 'Source', '#336699', { key: 'SO.AT.SRC' }),
    ].map((each) => [each.id as string, each]),
  )
  const told = (change: ReturnType<typeof makeAttribution>['change']) =>
    change.map(({ kind, after }) => [
      kind,
      after === null ? null : 'quote' in after ? after.quote : 'codeId' in after ? after.codeId : 'type' in after ? after.type : '',
    ])

  it('makes content, cue and source with the codes that the codebook has, and says the stance', () => {
    const { change, id } = makeAttribution({ ...penOf(), codes }, bare, proposed, null)
    expect(told(change)).toEqual([
      ['highlight', '“We saw it coming,”'],
      ['coding', 'dir'],
      ['highlight', 'claimed'],
      ['coding', 'cue'],
      ['link', 'cue'],
      ['highlight', 'Quillane'],
      ['coding', 'src'],
      ['link', 'source'],
    ])
    expect(
      change.filter(({ kind }) => kind === 'link').every(({ after }) => after !== null && 'fromId' in after && after.fromId === id),
    ).toBe(true)
    expect(change[3]?.after).toMatchObject({ attributes: { stance: 'distancing' } })
    expect(change.map(({ after }) => (after !== null && 'origin' in after ? after.origin : '')).filter((origin) => origin !== '')).toEqual([
      'manual',
      'suggested',
      'suggested',
    ])
  })

  it('does without codes that the codebook lacks, and keeps a highlight that was chosen as it is', () => {
    const [highlight] = open.highlights
    if (highlight === undefined) throw new Error('no highlight')
    const { change, id } = makeAttribution(penOf(), open, proposed, highlight)
    expect(id).toBe(highlight.id)
    expect(told(change)).toEqual([
      ['highlight', 'claimed'],
      ['link', 'cue'],
      ['highlight', 'Quillane'],
      ['link', 'source'],
    ])
  })

  it('marks and links nothing twice', () => {
    const once = makeAttribution({ ...penOf(), codes }, bare, proposed, null).change
    const of = <K extends (typeof once)[number]['kind']>(kind: K) =>
      once.flatMap((step) => (step.kind === kind && step.after !== null ? [step.after as RecordOf<K>] : []))
    const made = { ...bare, highlights: of('highlight'), codings: of('coding'), links: of('link') }
    expect(makeAttribution({ ...penOf('again'), codes }, made, proposed, null).change).toEqual([])
  })
})
