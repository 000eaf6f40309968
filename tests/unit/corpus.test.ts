import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { builtInCodebook } from '../../electron/codebook.ts'
import { importText } from '../../electron/import/import.ts'
import { buildSample } from '../../electron/sample.ts'
import { placeWords } from '../../electron/samplefile.ts'
import { sharedPassages } from '../../shared/alignment.ts'
import { endOf, startOf } from '../../shared/anchor.ts'
import type { Imported } from '../../shared/imported.ts'
import type { Code } from '../../shared/records.ts'
import { countWords } from '../../shared/text.ts'
import { leastContrast, leastDistance } from '../helpers/colour.ts'

const corpus = path.join(import.meta.dirname, '../../corpus')
const seeds = path.join(import.meta.dirname, '../../../shared/seeds')
const names = readdirSync(path.join(corpus, 'articles'))

const imports = new Map<string, Imported>(
  names.map((name) => [name.slice(0, 2), importText({ name, bytes: new Uint8Array(readFileSync(path.join(corpus, 'articles', name))) })]),
)
function article(number: string): Imported {
  const found = imports.get(number)
  if (found === undefined) throw new Error(`no article ${number}`)
  return found
}

const folder = mkdtempSync(path.join(tmpdir(), 'corpus-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the codebook', () => {
  const { codes } = builtInCodebook(corpus)

  it('has 57 codes in four families', () => {
    const parents = new Set(codes.map((code) => code.parentId))
    expect(codes.filter((code) => !parents.has(code.id))).toHaveLength(57)
    expect(codes.filter((code) => code.parentId === null).map((code) => code.key)).toEqual(['FR', 'SO', 'BI', 'XD'])
  })

  it('gives each code an id made of its key, a parent whose key begins its own, and a place', () => {
    const keyOf = new Map<string, string>(codes.map((code) => [code.id, code.key]))
    for (const { id, key, parentId } of codes) {
      expect(id).toBe(`default.${key}`)
      expect(parentId === null ? '' : keyOf.get(parentId)).toBe(key.split('.').slice(0, -1).join('.'))
    }
    const places = codes.filter((code) => code.parentId === 'default.FR.FN').map((code) => code.position)
    expect(places).toEqual([0, 1, 2, 3])
  })

  it('defines each code in words of its own', () => {
    expect(new Set(codes.map((code) => code.definition)).size).toBe(codes.length)
    expect(codes.find((code) => code.key === 'FR.FN.PROB')?.definition).toMatch(/\(After Entman 1993: define problems\.\)$/)
  })

  it('has colours that stand out as a line on white and on near-black', () => {
    for (const { key, color } of codes)
      expect([key, leastContrast(color, ['#ffffff', '#16181c'])]).toEqual([key, expect.toSatisfy((ratio: number) => ratio >= 3)])
  })

  it.each(['normal', 'protanopia', 'deuteranopia', 'tritanopia'] as const)('keeps its families apart in %s', (vision) => {
    const family = (code: Code) => code.key.slice(0, 2)
    const pairs = codes.flatMap((a) => codes.filter((b) => family(a) < family(b)).map((b) => [a.color, b.color] as const))
    // Twice what is just noticed between two colours side by side.
    expect(leastDistance(pairs, vision)).toBeGreaterThan(0.04)
  })
})

describe('the articles', () => {
  it('come in Latin, Arabic and Cyrillic letters, in three formats and two encodings', () => {
    expect(article('08')).toMatchObject({ language: 'ar', format: 'html', encoding: 'utf-8' })
    expect(article('08').text).toMatch(/\p{Script=Arabic}{3}/u)
    expect(article('09')).toMatchObject({ language: 'ru', format: 'text', encoding: 'windows-1251' })
    expect(article('09').text).toMatch(/^Соглашение в Пелле/)
    expect(article('07')).toMatchObject({ format: 'markdown', outlet: 'The Saldrian Tribune', date: '2025-04-08' })
  })

  it('hold one column whole inside a page of four', () => {
    const [column, page] = [article('01'), article('02')]
    const passages = sharedPassages(column.text, page.text)
    const shared = passages.reduce((sum, { words }) => sum + words, 0)
    const body = column.blocks.filter((block) => block.zone === 'body')
    const own = body.reduce((sum, { start, end }) => sum + countWords(column.text.slice(start, end)), 0)
    expect(shared / own).toBeGreaterThan(0.9)
    expect(shared / page.words).toBeLessThan(0.7)
    expect(passages.some((passage) => passage.kind === 'edited')).toBe(true)
  })

  it('hold a retelling that shares few passages with its original', () => {
    const [rewrite, wire] = [article('04'), article('06')]
    const shared = sharedPassages(rewrite.text, wire.text).reduce((sum, { words }) => sum + words, 0)
    expect(shared / rewrite.words).toBeLessThan(0.25)
    expect(rewrite.author).toBe('Paraphron')
    expect(rewrite.text).not.toContain(wire.author)
  })

  it('hold a piece with ten notes and a slip in a year', () => {
    const { text, blocks } = article('03')
    const notes = blocks.filter((block) => block.zone === 'footnote' && /^\[\d+\]/.test(text.slice(block.start, block.end)))
    expect(notes).toHaveLength(10)
    for (let n = 1; n <= 10; n++) expect(text.split(`[${n}]`)).toHaveLength(3)
    expect(text).toContain('7 April 2024')
  })

  it('quote one statement in full and cut short', () => {
    const words = 'he release was carried out to protect the structure'
    for (const number of ['06', '07', '10']) expect(article(number).text).toContain(words)
    expect(article('06').text).toContain(`${words} and the population below it`)
    expect(article('07').text).not.toContain('and the population below it')
  })

  it.skipIf(!existsSync(seeds))('share no run of eight words with the seeds', () => {
    const runs = (text: string) => {
      const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
      return words.slice(7).map((_, i) => words.slice(i, i + 8).join(' '))
    }
    const theirs = new Set(readdirSync(seeds).flatMap((name) => runs(readFileSync(path.join(seeds, name), 'utf8'))))
    const files = ['codebook.json', 'sample.json', 'README.md'].map((name) => readFileSync(path.join(corpus, name), 'utf8'))
    const ours = [...files, ...[...imports.values()].map(({ text }) => text)].flatMap(runs)
    expect(theirs.size).toBeGreaterThan(5_000)
    expect(ours.length).toBeGreaterThan(5_000)
    expect(ours.filter((run) => theirs.has(run))).toEqual([])
  })
})

describe('a mark', () => {
  const text = 'The dam, they said. The dam held.'

  it('lies where its words are', () => {
    expect(placeWords('x', text, { quote: 'held' })).toEqual([{ start: 28, end: 32 }])
    expect(placeWords('x', text, { quote: 'The dam', nth: 2 })).toEqual([{ start: 20, end: 27 }])
    expect(placeWords('x', text, { quote: ['said', 'held'] })).toEqual([
      { start: 14, end: 18 },
      { start: 28, end: 32 },
    ])
  })

  it('is refused by name when its words are missing or not in one place', () => {
    expect(() => placeWords('x', text, { quote: 'burst' })).toThrow('x: “burst” should stand in one place; it stands in 0.')
    expect(() => placeWords('x', text, { quote: 'The dam' })).toThrow('x: “The dam” should stand in one place; it stands in 2.')
    expect(() => placeWords('x', text, { quote: 'The dam', nth: 3 })).toThrow(
      '“The dam” should stand in several places, of which this is number 3',
    )
    expect(() => placeWords('x', text, { quote: 'held', nth: 1 })).toThrow('it stands in 1.')
  })
})

describe('the sample project', () => {
  const file = path.join(folder, 'Sample.parallax')
  const read = (at: string, from = corpus) => {
    const project = buildSample(from, at)
    try {
      const { rows } = project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 100 })
      const articles = rows.map(({ id }) => project.openArticle(id)).toSorted((a, b) => (a.article.id < b.article.id ? -1 : 1))
      const { records } = project.everything(true)
      return { articles, records, verdict: project.verify(), journal: project.journal({ query: '', record: null, limit: 500 }) }
    } finally {
      project.close()
    }
  }
  const sample = read(file)
  const highlights = sample.articles.flatMap((opened) => opened.highlights)

  it('holds every article with its marks, sound', () => {
    expect(sample.verdict).toMatchObject({ ok: true, articles: names.length })
    expect(sample.articles.map(({ article }) => article.source)).toEqual(names.toSorted())
    for (const opened of sample.articles) expect(opened.highlights.length).toBeGreaterThanOrEqual(10)
    expect(highlights.length).toBeGreaterThan(200)
    expect(highlights.filter(({ note }) => note !== '').length).toBeGreaterThan(90)
  })

  it('marks in all four families, and nearly every code', () => {
    const used = new Set(sample.articles.flatMap(({ codings }) => codings.map(({ codeId }) => codeId)))
    expect(used.size).toBeGreaterThanOrEqual(56)
  })

  it('has marks that nest, cross, reach over paragraphs, lie in pieces and bear several codes', () => {
    const pairs = sample.articles.flatMap(({ highlights: marks }) =>
      marks.flatMap((a, i) => marks.slice(i + 1).map((b) => [a, b] as const)),
    )
    expect(pairs.some(([a, b]) => startOf(a) < startOf(b) && endOf(b) < endOf(a))).toBe(true)
    expect(pairs.some(([a, b]) => startOf(a) < startOf(b) && startOf(b) < endOf(a) && endOf(a) < endOf(b))).toBe(true)
    expect(highlights.some(({ quote }) => quote.includes('\n\n'))).toBe(true)
    expect(highlights.some(({ ranges }) => ranges.length > 1)).toBe(true)
    const codings = sample.articles.flatMap((opened) => opened.codings)
    expect(codings.length).toBeGreaterThan(highlights.length)
  })

  it('is the same each time, moments included', () => {
    expect(read(path.join(folder, 'Again.parallax'))).toEqual(sample)
  })

  it('never stands in the place of another file', () => {
    const before = readFileSync(file)
    expect(() => buildSample(corpus, file)).toThrow('is there already')
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is not made at all from a corpus with a mark that fits nowhere', () => {
    const bad = path.join(folder, 'bad')
    cpSync(corpus, bad, { recursive: true })
    const coding = path.join(bad, 'sample.json')
    writeFileSync(coding, readFileSync(coding, 'utf8').replace('"was mediated by', '"was brokered by'))
    const target = path.join(folder, 'Bad.parallax')
    expect(() => buildSample(bad, target)).toThrow(/06-tern-wire\.txt: “was brokered by Oda Quillane.*it stands in 0/)
    expect(readdirSync(folder).filter((name) => name.includes('Bad'))).toEqual([])
  })
})
