// A project through each format and back: equal, but for what the loss report names.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { exportFormats, importFormats } from '../../../electron/exchange/formats.ts'
import { guidOf } from '../../../electron/exchange/guid.ts'
import { openArchive } from '../../../electron/import/archive.ts'
import { anchor } from '../../../shared/anchor.ts'
import { noRecords, type ProjectContents } from '../../../shared/exchange/contents.ts'
import type { Offsets } from '../../../shared/exchange/qde.ts'
import type { Coding, Highlight } from '../../../shared/records.ts'
import { wholeOf } from '../../helpers/whole.ts'
import { projects, withEverything } from './contents.ts'

const schemas = path.join(import.meta.dirname, '../../../../shared/data/interop/schemas')
const written = (format: string, contents: ProjectContents, offsets: Offsets = 'standard'): Uint8Array =>
  wholeOf(exportFormats[format]?.write(contents, { offsets }) ?? '')
const read = (format: string, bytes: Uint8Array, project: ProjectContents | null = null) => {
  const found = importFormats[format]?.read(bytes, { name: 'file', now: 7, version: '1.2.3', project })
  if (found === undefined) throw new Error(`no format ${format}`)
  return found
}
const lossesOf = (format: string, contents: ProjectContents) => exportFormats[format]?.losses(contents) ?? []

/** What of a project a QDPX file carries: all that the loss report does not name. */
function carried({ name, analyst, records, texts }: ProjectContents) {
  const textOf = new Map(texts.map(({ sha256, text }) => [sha256, text]))
  const articles = new Map(records.article.map((article) => [article.id, article]))
  const pieces = (highlight: Highlight): Highlight[] =>
    highlight.ranges.length === 1
      ? [highlight]
      : highlight.ranges.map((range, n) => ({
          ...highlight,
          ...anchor(textOf.get(articles.get(highlight.articleId)?.textSha256 as never) ?? '', [range]),
          ...(n === 0 ? {} : { id: guidOf('piece', `${highlight.id} ${n}`) as Highlight['id'], note: '' }),
        }))
  const codings = (highlight: Highlight): Pick<Coding, 'highlightId' | 'codeId' | 'attributes'>[] =>
    pieces(highlight).flatMap(({ id }, n) =>
      records.coding
        .filter(({ highlightId }) => highlightId === highlight.id)
        .map(({ codeId, attributes }) => ({ highlightId: id, codeId, attributes: n === 0 ? attributes : {} })),
    )
  const keys = new Map(records.study.flatMap(({ attributes }) => attributes.map((each) => [each.key, each.name])))
  for (const article of records.article) for (const key of Object.keys(article.attributes)) if (!keys.has(key)) keys.set(key, key)
  return {
    name,
    analyst,
    coders: records.coder,
    study: { memo: records.study[0]?.memo, keys: [...keys] },
    codebooks: records.codebook,
    codes: records.code.map(({ key: _key, archived: _archived, ...code }) => code).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    entities: records.entity,
    articles: records.article.map((article) => {
      const { id, outlet, author, date, collection, memo, attributes, textSha256, source, importedAt } = article
      return { id, title: article.title || source, outlet, author, date, collection, memo, attributes, textSha256, source, importedAt }
    }),
    highlights: records.highlight.flatMap(pieces),
    codings: records.highlight.flatMap(codings),
    links: records.link.map(({ id, type, fromId, toId, note, coderId, createdAt }) =>
      note === '' ? { id, type, fromId, toId, note } : { id, type, fromId, toId, note, coderId, createdAt },
    ),
    texts: texts.map(({ sha256, text }) => ({ sha256, text })),
  }
}

const big: ProjectContents = fc
  .sample(projects, { seed: 5, numRuns: 400 })
  .filter(
    ({ records: { article, highlight, entity, link } }) =>
      article.length > 1 && highlight.length > 1 && entity.length > 0 && link.length > 0,
  )
  .at(0) as ProjectContents

describe('JSON', () => {
  it('carries everything, to the letter and to the byte', () => {
    fc.assert(
      fc.property(projects, (project) => {
        const bytes = written('json', project)
        const back = read('json', bytes)
        expect(back.contents).toEqual({
          ...project,
          originals: project.originals.map((each) => ({ ...each, bytes: Buffer.from(each.bytes) })),
        })
        const again = written('json', back.contents)
        expect(Buffer.from(written('json', read('json', again).contents)).equals(Buffer.from(again))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
  it('carries a record of each kind', () => {
    const project = withEverything(big)
    expect(lossesOf('json', project)).toEqual([])
    expect(Object.values(project.records).every((records) => records.length > 0)).toBe(true)
    expect(read('json', written('json', project)).contents.records).toEqual(project.records)
  })
})

describe('QDPX', () => {
  it.each(['standard', 'nvivo'] as const)('round trip with %s positions keeps all that the loss report does not name', (offsets) => {
    fc.assert(
      fc.property(projects, (project) => {
        const { contents, losses } = read('qdpx', written('qdpx', project, offsets))
        expect(carried(contents)).toEqual(carried(project))
        expect(losses).toEqual([])
        expect(written('qdpx', contents, offsets).length).toBeGreaterThan(0)
      }),
      { numRuns: 150 },
    )
  })

  it.skipIf(!existsSync(schemas))('every file of any project is valid by the official schema, and so is its QDC', async () => {
    const [project, codebook] = ['Project-1.0.xsd', 'Codebook-1.0.xsd'].map((name) => readFileSync(path.join(schemas, name), 'utf8')) as [
      string,
      string,
    ]
    const empty = { ...big, records: noRecords(), texts: [], originals: [], name: '', analyst: null }
    const unsayable = {
      ...big,
      name: 'a\u0001b',
      records: { ...big.records, coder: big.records.coder.map((each) => ({ ...each, name: '\u0000' })) },
    }
    const all = [withEverything(big), empty, unsayable, ...fc.sample(projects, { seed: 7, numRuns: 20 })]
    const qde = (contents: ProjectContents, n: number) => ({
      fileName: `${n}.qde`,
      contents: Buffer.from(openArchive(written('qdpx', contents)).read('project.qde') ?? []).toString(),
    })
    expect((await validateXML({ xml: all.map(qde), schema: [project] })).errors).toEqual([])
    const qdc = all.filter(({ records }) => records.code.length > 0)
    const books = qdc.map((contents, n) => ({ fileName: `${n}.qdc`, contents: Buffer.from(written('qdc', contents)).toString() }))
    expect((await validateXML({ xml: books, schema: [codebook] })).errors).toEqual([])
  })

  it('names each thing that it leaves out, with its ids', () => {
    const project = withEverything(big)
    const named = new Map(lossesOf('qdpx', project).map(({ what, ids }) => [what, ids]))
    for (const [what, kind] of [
      ['Bookmarks are left out.', 'bookmark'],
      ['Corrections of what parts of a text are, are left out.', 'zoneMark'],
      ['Earlier texts of articles are left out.', 'revision'],
      ['Highlights that wait for their place are left out.', 'orphan'],
      ['Declined suggestions are left out.', 'dismissal'],
      ['What coders say of pairs of articles is left out.', 'pair'],
      ['What coders felt before reading is left out.', 'feeling'],
      ['Findings between articles are left out.', 'finding'],
      ['What reports are to be made of is left out.', 'definition'],
      ['What the import noted of articles is left out, and the imported files.', 'article'],
      ['The short names of codes are left out.', 'code'],
    ] as const)
      expect(named.get(what), what).toEqual(project.records[kind].map(({ id }) => id))
    for (const kind of ['bookmark', 'zoneMark', 'revision', 'orphan', 'dismissal', 'pair', 'feeling', 'finding', 'definition'] as const)
      expect(read('qdpx', written('qdpx', project)).contents.records[kind]).toEqual([])
  })

  it.each<[string, (highlight: Highlight) => Partial<Highlight>]>([
    ['That a highlight was suggested or imported is left out.', () => ({ rule: 'a rule' })],
    ['That a highlight was moved and waits to be confirmed is left out.', () => ({ formerQuote: 'before' })],
    ['Control characters are left out.', () => ({ note: 'a\u0001b' })],
  ])('names: %s', (what, change) => {
    const [first, ...rest] = big.records.highlight as [Highlight, ...Highlight[]]
    const of = (highlight: Highlight) => ({ ...big, records: { ...big.records, highlight: [highlight, ...rest] } })
    const named = (contents: ProjectContents) => lossesOf('qdpx', contents).find((loss) => loss.what === what)?.ids ?? []
    expect(named(of(first))).not.toContain(first.id)
    expect(named(of({ ...first, ...change(first) }))).toContain(first.id)
  })

  it('D20 the same project gives the same bytes, without a path in them and without a name but the coders’', () => {
    const bytes = written('qdpx', big)
    expect(Buffer.from(written('qdpx', structuredClone(big))).equals(Buffer.from(bytes))).toBe(true)
    const archive = openArchive(bytes)
    expect(archive.names.every((name) => name === 'project.qde' || /^sources\/[0-9a-f-]{36}\.txt$/.test(name))).toBe(true)
    const xml = Buffer.from(archive.read('project.qde') ?? []).toString()
    expect(xml).not.toMatch(/basePath|[/\\](?:home|Users|root|tmp)[/\\]/)
  })
})

describe('Web Annotations', () => {
  it('round trip into the project with the texts keeps every highlight, code, note and link', () => {
    fc.assert(
      fc.property(projects, (project) => {
        const bare = { ...project, records: { ...project.records, highlight: [], coding: [], link: [] } }
        const { contents, losses } = read('jsonld', written('jsonld', project), bare)
        expect(losses).toEqual([])
        const byId = <T extends Readonly<{ id: string }>>(all: readonly T[]) => all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
        expect(byId(contents.records.highlight)).toEqual(byId(project.records.highlight))
        expect(contents.records.link).toEqual(project.records.link)
        const pairs = ({ records }: ProjectContents) =>
          records.coding.map(({ highlightId, codeId }) => `${highlightId} ${codeId}`).toSorted()
        expect(pairs(contents)).toEqual(pairs(project))
        for (const kind of ['coder', 'codebook', 'code', 'entity', 'article'] as const)
          expect(contents.records[kind]).toEqual(project.records[kind])
      }),
      { numRuns: 150 },
    )
  })
})
