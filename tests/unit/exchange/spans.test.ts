// What goes out to programs that mark spans is read back the way that they read it: every span must cover the words it is said to.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childrenOf, parseXml } from '../../../electron/import/xml.ts'
import { bratOf, lostInBrat } from '../../../shared/exchange/brat.ts'
import { casJsonOf, casXmiOf } from '../../../shared/exchange/cas.ts'
import { codedArticles, codeLabels } from '../../../shared/exchange/coded.ts'
import type { ProjectContents } from '../../../shared/exchange/contents.ts'
import { doccanoOf, labelStudioOf, lostInDoccano } from '../../../shared/exchange/spans.ts'
import { lostInWebannoTsv, webannoTsvOf } from '../../../shared/exchange/webannoTsv.ts'
import { anyProject, codedProject } from '../../helpers/codedproject.ts'

const endings = (files: Readonly<Record<string, string>>, ending: string) =>
  Object.entries(files).flatMap(([name, words]) => (name.endsWith(ending) ? [words] : []))
const points = (text: string, start: number, end: number) => Array.from(text).slice(start, end).join('')
const newlines = /[\p{Cc}\u2028\u2029]/u

/** Quotations that each coding (or highlight without one) stands for, piece by piece, in order. */
const expected = (contents: ProjectContents, isCodedOnly = false): string[][] =>
  codedArticles(contents).map(({ text, marks }) =>
    marks.flatMap(({ highlight, codings }) => {
      const pieces = highlight.ranges.map(({ start, end }) => text.slice(start, end))
      return pieces.flatMap((piece) => Array.from({ length: isCodedOnly ? codings.length : Math.max(1, codings.length) }, () => piece))
    }),
  )

describe('brat', () => {
  it('every span is what stands at its places, as Python counts and splits', () => {
    fc.assert(
      fc.property(anyProject, (contents) => {
        const files = bratOf(contents)
        const [text = ''] = endings(files, '.txt')
        const [standoff = ''] = endings(files, '.ann')
        const spans = standoff.split('\n').filter((line) => line.startsWith('T'))
        expect(spans.length).toBe(
          contents.records.highlight.reduce(
            (sum, { id }) => sum + Math.max(1, contents.records.coding.filter(({ highlightId }) => highlightId === id).length),
            0,
          ),
        )
        for (const line of spans) {
          const [, place = '', words] = line.split('\t')
          const pieces = place
            .slice(place.indexOf(' ') + 1)
            .split(';')
            .map((piece) => piece.split(' ').map(Number))
          expect(pieces.map(([start, end]) => points(text, start ?? 0, end ?? 0)).join(' ')).toBe(words)
          expect(words).not.toMatch(newlines)
        }
        for (const line of standoff.split('\n').slice(0, -1))
          expect(line).toMatch(/^(?:[TAR]\d+\t|#\d+\tAnnotatorNotes T\d+\t[^\t\u2028\u0085\v]*$)/)
      }),
    )
  })

  it('has relations, values and notes, and says which types there are', () => {
    const files = bratOf(codedProject)
    expect(Object.keys(files)).toEqual([
      'annotation.conf',
      'visual.conf',
      '001-title-of-a-harbour.txt',
      '001-title-of-a-harbour.ann',
      '002-b-market-txt.txt',
      '002-b-market-txt.ann',
    ])
    const standoff = files['001-title-of-a-harbour.ann'] ?? ''
    expect(standoff).toContain('T4\tcause 32 42;44 52\tThey asked who pays\n')
    expect(standoff).toContain('T5\tcause 71 75;76 84\tpoem and line\n')
    expect(standoff).toContain('A1\tstance T1 for\n')
    expect(standoff).toContain('#1\tAnnotatorNotes T1\twhy: two words\n')
    expect(standoff).toContain('R1\tsame_claim Arg1:T1 Arg2:T3\n')
    expect(files['annotation.conf']).toContain('stance\tArg:<ENTITY>, Value:for\n')
    expect(lostInBrat(codedProject).map(({ what, ids }) => [what, ids])).toContainEqual([
      'Links from one article to another are left out.',
      ['l-2'],
    ])
  })

  it('types have letters of ASCII only, and no two codes share one', () => {
    const codes = ['ущерб', 'Schäden', 'Schaden', 'a b', 'a_b', ''].map((key, i) => ({
      ...codedProject.records.code[0],
      id: `c-${i}`,
      key,
      name: `n ${i}`,
    }))
    const labels = [...codeLabels(codes as never, (name) => name.normalize('NFKD').replace(/[^\w]+/g, '')).values()]
    expect(new Set(labels).size).toBe(labels.length)
  })
})

describe('JSON lines and tasks', () => {
  it('every entity of doccano is what stands at its places, in code points', () => {
    fc.assert(
      fc.property(anyProject, (contents) => {
        const lines = doccanoOf(contents)
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as { text: string; entities: { start_offset: number; end_offset: number }[] })
        expect(
          lines.map(({ text, entities }) => entities.map(({ start_offset, end_offset }) => points(text, start_offset, end_offset))),
        ).toEqual(expected(contents, true))
      }),
    )
    expect(lostInDoccano(codedProject).map(({ what, ids }) => [what, ids])).toContainEqual([
      'Highlights without a code are left out.',
      ['id-10'],
    ])
  })

  it('every region of Label Studio is what stands at its places, in code points', () => {
    fc.assert(
      fc.property(anyProject, (contents) => {
        type Region = { type: string; value: { start: number; end: number; text: string; labels: string[] } }
        const tasks = JSON.parse(labelStudioOf(contents)['tasks.json'] ?? '') as {
          data: { text: string }
          annotations: { result: Region[] }[]
        }[]
        const regions = tasks.flatMap(({ data, annotations }) =>
          annotations.flatMap(({ result }) => result.map((region) => ({ ...region, whole: data.text }))),
        )
        for (const { value, whole } of regions) expect(points(whole, value.start, value.end)).toBe(value.text)
        const coded = new Set(contents.records.coding.map(({ highlightId }) => highlightId))
        expect(regions.length).toBe(
          contents.records.highlight.filter(({ id }) => coded.has(id)).reduce((sum, { ranges }) => sum + ranges.length, 0),
        )
      }),
    )
    expect(labelStudioOf(codedProject)['tasks.json']).toContain(
      '{"from_id":"id-1","to_id":"id-4","type":"relation","direction":"right","labels":["same claim"]}',
    )
  })
})

describe('UIMA CAS', () => {
  it('every annotation of the JSON is what stands at its places, in UTF-16 units', () => {
    fc.assert(
      fc.property(anyProject, (contents) => {
        type Structure = { '%ID': number; '%TYPE': string; begin: number; end: number; sofaString: string }
        const found = endings(casJsonOf(contents), '.json').map((file) => {
          const cas = JSON.parse(file) as { '%FEATURE_STRUCTURES': Structure[]; '%VIEWS': { _InitialView: { '%MEMBERS': number[] } } }
          const [sofa, ...others] = cas['%FEATURE_STRUCTURES']
          expect(others.map((each) => each['%ID'])).toEqual(cas['%VIEWS']._InitialView['%MEMBERS'])
          return others.map(({ begin, end }) => sofa?.sofaString.slice(begin, end))
        })
        expect(found).toEqual(expected(contents))
      }),
    )
  })

  it('XMI says the same as JSON, and its text keeps its places where XML has no sign', () => {
    fc.assert(
      fc.property(anyProject, (contents) => {
        const [file = ''] = endings(casXmiOf(contents), '.xmi')
        const root = parseXml(new TextEncoder().encode(file))
        const text = childrenOf(root, 'Sofa')[0]?.attributes.sofaString ?? ''
        expect(text.length).toBe(contents.texts[0]?.text.length)
        const found = childrenOf(root, 'Coding').map(({ attributes }) => text.slice(Number(attributes.begin), Number(attributes.end)))
        expect([found]).toEqual(expected(contents).map((all) => all.map((words) => words.replace(/(?![\t\n\r])\p{Cc}/gu, '\uFFFD'))))
      }),
    )
  })

  it('a link leads from its first annotation to that of the other highlight', () => {
    const [file = ''] = endings(casXmiOf(codedProject), 'harbour.xmi')
    expect(file).toContain('<custom:Relation xmi:id="9" sofa="1" begin="10" end="31" Dependent="4" Governor="2" type="same claim"/>')
  })
})

/** A reader of WebAnno TSV as its documentation describes the format: marks by their numbers, from their first token to their last. */
function readTsv(file: string): { start: number; end: number; said: string[] }[] {
  const marks = new Map<string, { start: number; end: number; said: string[] }>()
  for (const line of file.split('\n')) {
    const [place = '', range = '', , ...cells] = line.split('\t')
    if (!/^\d+-\d+$/.test(place)) continue
    const [start = 0, end = 0] = range.split('-').map(Number)
    const columns = cells.slice(0, -1).map((cell) => (cell === '_' ? [] : cell.split(/(?<=[^\\](?:\\\\)*\]|^\])\|/)))
    for (const [n, first] of (columns[0] ?? []).entries()) {
      const number = /\[(\d+)\]$/.exec(first)?.[1] ?? ''
      const said = columns.map((column) => (column[n] ?? '').replace(/\[\d+\]$/, ''))
      const open = marks.get(number)
      if (open === undefined) marks.set(number, { start, end, said })
      else {
        expect(said).toEqual(open.said)
        open.end = end
      }
    }
  }
  return [...marks.entries()].sort(([a], [b]) => Number(a) - Number(b)).map(([, mark]) => mark)
}

describe('WebAnno TSV', () => {
  it('every mark covers its words from its first token to its last, in UTF-16 units', () => {
    fc.assert(
      fc.property(anyProject, (contents) => {
        const found = endings(webannoTsvOf(contents), '.tsv').map((file) =>
          readTsv(file).map(({ start, end }) => contents.texts[0]?.text.slice(start, end)),
        )
        expect(found).toEqual(expected(contents))
      }),
    )
  })

  it('S20 names of files are made of plain letters, whatever the titles', () => {
    const named = (title: string) => {
      const [article] = codedProject.records.article
      if (article === undefined) throw new Error('no article')
      return Object.keys(webannoTsvOf({ ...codedProject, records: { ...codedProject.records, article: [{ ...article, title }] } }))
    }
    for (const title of ['../../etc/passwd', 'C:\\x', 'a\0b', '漢字', '__proto__', 'CON', '.', 'é'.repeat(500)])
      expect(named(title)[0]).toMatch(/^001(?:-[a-z0-9-]{1,40})?\.tsv$/)
  })

  it('words with a meaning in the format are guarded', () => {
    const [file = ''] = endings(webannoTsvOf(codedProject), 'harbour.tsv')
    expect(file).toContain('Two\\nlines\\; and\\ttabs \\| \\[x\\] \\_y\\_ \\-> \\*[1]')
    expect(file).toContain('\n\n#Text=Line one of the poem\n#Text=and line two\n3-1\t56-60\tLine\t_')
    expect(lostInWebannoTsv(codedProject).map(({ what, ids }) => [what, ids])).toContainEqual([
      'Links between highlights are left out.',
      ['l-1', 'l-2'],
    ])
  })
})
