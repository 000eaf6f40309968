// Files of other programs, with what they do differently, and files that mean harm.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { exportFormats } from '../../../electron/exchange/formats.ts'
import { openArchive } from '../../../electron/import/archive.ts'
import { readAnnotations } from '../../../shared/exchange/annotationsin.ts'
import { noRecords } from '../../../shared/exchange/contents.ts'
import { takeContents } from '../../../shared/exchange/take.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Kind, RecordOf } from '../../../shared/records.ts'
import { codedProject } from '../../helpers/codedproject.ts'
import { bytesOf, codes, coding, guid, project, qdpx, quotes, read, source } from '../../helpers/qdpx.ts'
import { failureOf } from '../../helpers/store.ts'
import { wholeOf } from '../../helpers/whole.ts'

const interop = path.join(import.meta.dirname, '../../../../shared/data/interop')
const nvivo = path.join(interop, 'nvivo-12.6.qdpx')
const schema = path.join(interop, 'schemas/Project-1.0.xsd')
const text = 'The old bridge closed on Monday. Officials blamed the weather; residents blamed the officials.'
const at = (words: string) => `startPosition="${text.indexOf(words)}" endPosition="${text.indexOf(words) + words.length}"`
const coded = (n: number, words: string, inner: string, more = '') =>
  `<PlainTextSelection guid="${guid(n)}" ${at(words)} ${more}>${inner}</PlainTextSelection>`
const opened = (xml: string, files: Readonly<Record<string, string>> = { 'sources/a.txt': text }) =>
  read('qdpx', qdpx({ 'project.qde': xml, ...files }))

describe('QDPX of other programs', () => {
  const marks = coded(20, 'Officials', coding(30, 1)) + coded(21, 'weather', coding(31, 2))

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a capital folder', { 'project.qde': project(codes + source(marks)), 'Sources/A.TXT': text }],
    ['another name for the XML', { 'Trial.QDE': project(codes + source(marks)), 'sources/a.txt': text }],
    ['a text without the scheme', { 'project.qde': project(codes + source(marks, 'plainTextPath="a.txt"')), 'sources/a.txt': text }],
    ['a relative path', { 'project.qde': project(codes + source(marks, 'plainTextPath="relative:///../x/a.txt"')), 'a.txt': text }],
    ['the text in the XML', { 'project.qde': project(codes + source(`<PlainTextContent>${text}</PlainTextContent>${marks}`, '')) }],
    ['a byte order mark', { 'project.qde': project(codes + source(marks)), 'sources/a.txt': `\uFEFF${text}` }],
    [
      'an old namespace and prefixes',
      { 'project.qde': project(codes + source(marks), 'Project xmlns="urn:QDA-XML:project:0:10" name="Trial"'), 'sources/a.txt': text },
    ],
    [
      'GUIDs in braces and capitals',
      {
        'project.qde': project(codes + source(marks)).replaceAll(/"(0f0e[0-9a-f-]+)"/g, (_, id: string) => `"{${id.toUpperCase()}}"`),
        'sources/a.txt': text,
      },
    ],
  ])('%s', (_, files) => {
    const found = read('qdpx', qdpx(files))
    expect(quotes(found)).toEqual(['Officials', 'weather'])
    expect(found.contents.records.coding.map(({ codeId }) => codeId)).toEqual([guid(1), guid(2)])
    expect(found.contents.records.code.map(({ parentId, color }) => [parentId, color === '#aabbcc'])).toEqual([
      [null, false],
      [guid(1), true],
    ])
    expect(found.losses).toEqual([])
    expect(found.contents.records.coder).toEqual([{ id: expect.any(String), name: 'Unknown coder' }])
  })

  it('films and pictures beside the texts may be of any size, and are not read', () => {
    const files = {
      'project.qde': bytesOf(project(codes + source(marks))),
      'sources/a.txt': bytesOf(text),
      'sources/b.MP4': new Uint8Array(2_000_000),
    }
    expect(failureOf(() => openArchive(zipSync(files))).message).toMatch(/200 times/)
    expect(quotes(read('qdpx', zipSync(files)))).toEqual(['Officials', 'weather'])
  })

  it('text of a PDF, its place on the page left out by name', () => {
    const pdf = `<Sources><PDFSource guid="${guid(10)}" name="Board" path="internal://b.pdf"><PDFSelection guid="${guid(40)}" page="1" firstX="0" firstY="0" secondX="1" secondY="1"/><Representation guid="${guid(11)}" plainTextPath="internal://a.txt">${marks}</Representation></PDFSource><PictureSource guid="${guid(12)}"/></Sources>`
    const found = opened(project(codes + pdf))
    expect(quotes(found)).toEqual(['Officials', 'weather'])
    expect(found.contents.records.article.map(({ title }) => title)).toEqual(['Board'])
    expect(found.losses.map(({ ids }) => ids)).toEqual([[guid(12)], [guid(40)], [guid(10)]])
  })

  it('names and memos longer than their fields are cut, and named', () => {
    const name = `Blame ${'and blame '.repeat(300)}`
    const long = codes.replace('name="Blame"', `name="${name}"`)
    const memo = 'memo '.repeat(50_000)
    const found = opened(project(long + source(`<Description>${memo}</Description>${marks}`)))
    expect(found.contents.records.code[0]?.name).toBe(name.slice(0, 2_000))
    expect(found.contents.records.article[0]?.memo).toBe(memo.slice(0, 200_000))
    expect(found.losses.map(({ what, ids }) => [what, ids])).toEqual([['Words too long for their field are cut.', [guid(1), guid(10)]]])
  })

  it('one selection for each code is one highlight with two codes; of each coder his own', () => {
    const users = `<Users><User guid="${guid(5)}" name="Ada"/><User guid="${guid(6)}" name="Ben"/></Users>`
    const ada = `creatingUser="${guid(5)}"`
    const found = opened(
      project(
        users +
          codes +
          source(
            coded(20, 'weather', coding(30, 1), ada) +
              coded(21, 'weather', coding(31, 2), ada) +
              coded(22, 'weather', coding(32, 1), `creatingUser="${guid(6)}"`),
          ),
      ),
    )
    expect(quotes(found)).toEqual(['weather', 'weather'])
    expect(found.contents.records.highlight.map(({ coderId }) => coderId)).toEqual([guid(5), guid(6)])
    expect(found.contents.records.coding.map(({ codeId }) => codeId)).toEqual([guid(1), guid(2), guid(1)])
  })

  it('notes, variables, cases, sets and links come along, each once', () => {
    const found = opened(
      project(
        `${codes}<Variables><Variable guid="${guid(50)}" name="Byline" typeOfVariable="Text"/><Variable guid="${guid(51)}" name="Political Lean" typeOfVariable="Integer"/></Variables>
        <Cases><Case guid="${guid(60)}" name="The Harbour Post"><SourceRef targetGUID="${guid(10)}"/></Case><Case guid="${guid(61)}" name="The weather"><SelectionRef targetGUID="${guid(21)}"/></Case></Cases>
        ${source(`<Description>A memo.</Description>${coded(20, 'Officials', `<Description>Said so.</Description>${coding(30, 1)}<NoteRef targetGUID="${guid(70)}"/>`)}${coded(21, 'weather', '')}
          <VariableValue><VariableRef targetGUID="${guid(50)}"/><TextValue>N. Writer</TextValue></VariableValue><VariableValue><VariableRef targetGUID="${guid(51)}"/><IntegerValue>3</IntegerValue></VariableValue>`)}
        <Notes><Note guid="${guid(70)}" name="n"><PlainTextContent>Said so.</PlainTextContent></Note><Note guid="${guid(71)}" name="Journal"><PlainTextContent>First day.</PlainTextContent></Note></Notes>
        <Links><Link guid="${guid(80)}" name="explains" direction="OneWay" originGUID="${guid(20)}" targetGUID="${guid(21)}"/><Link guid="${guid(81)}" originGUID="${guid(20)}" targetGUID="${guid(1)}"/></Links>
        <Sets><Set guid="${guid(90)}" name="Dam"><MemberSource targetGUID="${guid(10)}"/></Set><Set guid="${guid(91)}" name="Favourites"><MemberCode targetGUID="${guid(1)}"/></Set></Sets>`,
      ),
    )
    const { article, highlight, entity, link, study } = found.contents.records
    expect(article).toMatchObject([
      {
        title: 'Board',
        memo: 'A memo.',
        outlet: 'The Harbour Post',
        author: 'N. Writer',
        collection: 'Dam',
        attributes: { 'political-lean': '3' },
      },
    ])
    expect(highlight.map(({ note, entityId }) => [note, entityId])).toEqual([
      ['Said so.', null],
      ['', guid(61)],
    ])
    expect(entity).toMatchObject([{ name: 'The weather', kind: 'other' }])
    expect(link).toMatchObject([{ type: 'same thing', note: 'explains', fromId: guid(20), toId: guid(21) }])
    expect(study).toMatchObject([{ memo: 'Journal\nFirst day.', attributes: [{ key: 'political-lean', name: 'Political Lean' }] }])
    expect(found.losses.map(({ what, ids }) => [what, ids])).toEqual([
      ['Sets of codes and of notes are left out.', [guid(91)]],
      ['Links whose ends are not two highlights are left out.', [guid(81)]],
    ])
  })

  it('what fits no way of counting is refused, with the score and what would have been marked', () => {
    const wrong = Array.from(
      { length: 6 },
      (_, n) =>
        `<PlainTextSelection guid="${guid(20 + n)}" startPosition="${9 + n * 12}" endPosition="${14 + n * 12}">${coding(30 + n, 1)}</PlainTextSelection>`,
    )
    const { code, message } = failureOf(() => opened(project(codes + source(wrong.join('')))))
    expect(code).toBe('refused')
    expect(message).toMatch(/\d+(?:\.\d)? % fit.*“ridge” and “on M”/)
  })

  it('what lies outside its text, is without words or has no code is left out by name', () => {
    const marks = [20, 21, 22, 23, 24, 25]
      .map((n) => coded(n, ['old', 'bridge', 'closed', 'Monday', 'Officials', 'blamed'][n - 20] as string, coding(n + 20, 1)))
      .join('')
    const bad = `<PlainTextSelection guid="${guid(60)}" startPosition="5000" endPosition="5001"/><PlainTextSelection guid="${guid(61)}" startPosition="3" endPosition="4">${coding(70, 1)}</PlainTextSelection>${coded(62, 'weather', coding(71, 99))}`
    const found = opened(project(codes + source(marks + bad)))
    expect(found.contents.records.highlight).toHaveLength(7)
    expect(Object.fromEntries(found.losses.map(({ what, ids }) => [what, ids]))).toEqual({
      'Selections outside their text are left out.': [guid(60)],
      'Selections without words are left out.': [guid(61)],
      'Codes on selections that the file does not list are left out.': [guid(71)],
    })
  })

  it.skipIf(!existsSync(nvivo))(
    '../shared/data/interop/nvivo-12.6.qdpx: 152 codes and 303 codings on the right words, out again and in again the same',
    async () => {
      const found = read('qdpx', readFileSync(nvivo))
      const { code, coding: codings, highlight, article } = found.contents.records
      expect([code.length, codings.length, article.length]).toEqual([152, 303, 2])
      expect(found.notes).toContain(
        'Positions count UTF-16 units, a line end of two characters counted as 2, a byte order mark as 0; 99.5 % fit.',
      )
      const starts = highlight.map(({ prefix, quote }) => `${prefix.slice(-1)}${quote.slice(0, 1)}`)
      expect(starts.filter((edge) => /[\p{L}\p{N}]{2}/u.test(edge)).length).toBeLessThanOrEqual(1)
      for (const offsets of ['standard', 'nvivo'] as const) {
        const again = Buffer.from((exportFormats.qdpx?.write(found.contents, { offsets }) ?? '') as Uint8Array)
        const back = read('qdpx', again).contents.records
        for (const kind of ['code', 'coding', 'highlight', 'coder'] as const) expect(back[kind], kind).toEqual(found.contents.records[kind])
        const xml = Buffer.from(openArchive(again).read('project.qde') ?? []).toString()
        const valid = await validateXML({ xml: [{ fileName: 'project.qde', contents: xml }], schema: [readFileSync(schema, 'utf8')] })
        expect(valid.errors).toEqual([])
      }
    },
  )
})

describe('S26 files that mean harm', () => {
  const json = (records: string, more = '') =>
    bytesOf(`{"format":"parallax-project","version":1,"name":"x","analyst":null,"records":{${records}},"texts":[],"originals":[]${more}}`)
  const code = (id: string, parent: string | null) =>
    `{"id":"${id}","codebookId":"b","parentId":${parent === null ? null : `"${parent}"`},"key":"","name":"n","definition":"","color":"#336699","position":0,"archived":false}`
  const book = '"codebook":[{"id":"b","name":"","description":"","citation":"","position":0}]'

  it('S26 a prototype is not touched at any depth, and what is not known is passed over', () => {
    const evil = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}'
    const coder = `"coder":[{"id":"c","name":"Ada",${evil}}]`
    const study = `"study":[{"id":"study","memo":"","attributes":[]}]`
    const { contents } = read('json', json(`${coder},${study},${evil}`, `,${evil}`))
    expect(contents.records.coder).toEqual([{ id: 'c', name: 'Ada' }])
    takeContents({ record: () => undefined, codebooks: [], shortcuts: [] }, contents, () => 'new')
    expect('polluted' in {}).toBe(false)
    expect(Object.getPrototypeOf(contents.records.coder[0])).toBe(Object.prototype)
  })

  it.each([
    ['two records of one id', `${book},"code":[${code('k', null)},${code('k', null)}]`, /two records of kind code with the id “k”/],
    ['codes in a circle', `${book},"code":[${code('k', 'l')},${code('l', 'k')}]`, /stands under itself/],
    ['a code under a code that is not there', `${book},"code":[${code('k', 'l')}]`, /refers to “l”, which is not there/],
    [
      'codes 10,000 deep',
      `${book},"code":[${Array.from({ length: 10_000 }, (_, n) => code(`k${10_000 - n}`, n === 9_999 ? null : `k${9_999 - n}`)).join()}]`,
      /more than 1,000 deep/,
    ],
    ['an id that is no id', `${book},"code":[${code('../k', null)}]`, /not a project as JSON/],
  ])('S26 %s', (_, records, message) => {
    const work = () =>
      takeContents({ record: () => undefined, codebooks: [], shortcuts: [] }, read('json', json(records)).contents, () => 'new')
    expect(failureOf(work).message).toMatch(message)
  })

  it('S26 a prototype is not touched at any depth of a real project, whether it is read or refused', () => {
    const whole = wholeOf(exportFormats.json?.write(codedProject, { offsets: 'standard' }) ?? '').toString()
    const depths = [...whole.matchAll(/\{(?=")/g)].map(({ index }) => index)
    expect(depths.length).toBeGreaterThan(30)
    for (const at of depths) {
      const evil = `${whole.slice(0, at + 1)}"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${whole.slice(at + 1)}`
      try {
        const { contents } = read('json', bytesOf(evil))
        takeContents({ record: () => undefined, codebooks: [], shortcuts: [] }, contents, () => 'new')
      } catch (error) {
        expect(error).toBeInstanceOf(Failure)
      }
      expect('polluted' in {}).toBe(false)
    }
  })

  it('S26 names and values of a QDPX file that are those of prototypes are words like any other', () => {
    const evil = ['__proto__', 'constructor', 'prototype', 'toString']
    const variables = evil.map((name, n) => `<Variable guid="${guid(50 + n)}" name="${name}" typeOfVariable="Text"/>`).join('')
    const values = evil
      .map((_, n) => `<VariableValue><VariableRef targetGUID="${guid(50 + n)}"/><TextValue>x</TextValue></VariableValue>`)
      .join('')
    const codebook = evil.map((name, n) => `<Code guid="${guid(1 + n)}" name="${name}" isCodable="true" __proto__="x"/>`).join('')
    const note = '{"__proto__":{"polluted":1},"constructor":"y"}'
    const found = opened(
      project(
        `<CodeBook><Codes>${codebook}</Codes></CodeBook><Variables>${variables}</Variables>${source(coded(20, 'Officials', `<Coding guid="${guid(30)}"><CodeRef targetGUID="${guid(1)}"/><NoteRef targetGUID="${guid(70)}"/></Coding>`) + values)}<Notes><Note guid="${guid(70)}"><PlainTextContent>${note}</PlainTextContent></Note></Notes>`,
        'Project xmlns="urn:QDA-XML:project:1.0" name="__proto__" origin="Parallax"',
      ),
    )
    takeContents({ record: () => undefined, codebooks: [], shortcuts: [] }, found.contents, () => 'new')
    expect('polluted' in {}).toBe(false)
    expect(found.contents.records.code.map(({ name }) => name)).toEqual(evil)
    for (const { attributes } of [...found.contents.records.article, ...found.contents.records.coding])
      expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype)
  })

  it('S26 annotations cannot reach prototypes at any depth', () => {
    const annotated = JSON.stringify({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'Annotation',
      id: 'urn:x:1',
      creator: { name: 'Ada' },
      body: [{ type: 'TextualBody', purpose: 'tagging', value: '__proto__' }],
      target: { source: { id: 'https://example.org/a' }, selector: [{ type: 'TextQuoteSelector', exact: 'blamed the weather' }] },
    }).replaceAll('{"', '{"__proto__":{"polluted":1},"')
    const { contents } = read('jsonld', bytesOf(annotated), opened(project(codes + source(''))).contents)
    takeContents({ record: () => undefined, codebooks: [], shortcuts: [] }, contents, () => 'new')
    expect('polluted' in {}).toBe(false)
    expect(contents.records.code.at(-1)?.name).toBe('__proto__')
    let deep: unknown = { type: 'Annotation' }
    for (let n = 0; n < 10_000; n++) deep = { items: [deep] }
    expect(failureOf(() => readAnnotations(deep, contents, { guidOf: (_, id) => id, now: 7 })).message).toMatch(/more annotations than/)
  })

  it('S26 codes nested 10,000 deep in a QDPX file, and a document type, are refused', () => {
    const deep = `<CodeBook><Codes>${`<Code guid="${guid(1)}" name="x" isCodable="true">`.repeat(10_000)}${'</Code>'.repeat(10_000)}</Codes></CodeBook>`
    expect(failureOf(() => opened(project(deep))).code).toBe('refused')
    const book = (inner: string) => bytesOf(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${inner}</Codes></CodeBook>`)
    expect(failureOf(() => read('qdc', book(deep))).code).toBe('refused')
    const one = `<Code guid="${guid(1)}" name="x" isCodable="true"/>`
    for (const twice of [() => read('qdc', book(one + one)), () => opened(project(`<CodeBook><Codes>${one}${one}</Codes></CodeBook>`))])
      expect(failureOf(twice).message).toMatch(/Two codes of this file have the GUID/)
    expect(failureOf(() => opened(`<!DOCTYPE x [<!ENTITY a "b">]>${project(codes)}`)).code).toBe('refused')
    expect(failureOf(() => read('qdpx', bytesOf('not an archive'))).code).toBe('refused')
    expect(failureOf(() => read('qdpx', qdpx({ 'a.txt': 'x' }))).code).toBe('refused')
  })

  const held = <K extends Kind>(records: Partial<{ [P in K]: readonly RecordOf<P>[] }>) => ({
    record: <P extends Kind>(kind: P, id: string) =>
      (records as Partial<Record<Kind, readonly RecordOf<P>[]>>)[kind]?.find((each) => each.id === id),
    codebooks: ['Frames'],
    shortcuts: ['f'],
  })
  it('S26 ids that are taken are given anew, and all that refers to them follows; what is the same is passed over', () => {
    const found = read('json', json(`${book},"code":[${code('k', null)},${code('l', 'k')}]`)).contents
    const [top, under] = found.records.code as [RecordOf<'code'>, RecordOf<'code'>]
    let n = 0
    const newId = () => `new-${++n}`
    const { change } = takeContents(held({ codebook: found.records.codebook, code: [{ ...top, name: 'another' }, under] }), found, newId)
    expect(change.map(({ kind, before, after }) => [kind, before, after?.id])).toEqual([
      ['code', null, 'new-1'],
      ['code', null, 'new-2'],
    ])
    expect(change[1]?.after).toMatchObject({ parentId: 'new-1', codebookId: 'b' })
    expect(takeContents(held(found.records), found, newId)).toEqual({ change: [], losses: [] })
    expect(
      takeContents(
        held({}),
        { records: { ...noRecords(), codebook: [{ ...(found.records.codebook[0] as RecordOf<'codebook'>), name: 'Frames' }] } },
        newId,
      ).change,
    ).toMatchObject([{ after: { name: 'Frames (2)', position: 1 } }])
  })
})

describe('Web Annotations of other programs', () => {
  const base = opened(project(codes + source('')), { 'sources/a.txt': `😀 ${text}\n\nThe officials said no more.` }).contents
  const annotation = (selector: unknown, more: object = {}) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    id: 'https://example.org/1',
    body: [
      { type: 'TextualBody', purpose: 'tagging', value: 'weather' },
      { type: 'TextualBody', value: 'A note.' },
    ],
    target: { source: 'https://example.org/a', selector },
    ...more,
  })
  const taken = (value: unknown) => read('jsonld', bytesOf(JSON.stringify(value)), base)
  const words = base.texts[0]?.text ?? ''
  const quote = { type: 'TextQuoteSelector', exact: 'blamed the weather', prefix: 'Officials ', suffix: '; residents' }

  it.each([
    [
      'code points, as the model asks',
      [
        {
          type: 'TextPositionSelector',
          start: Array.from(words.slice(0, words.indexOf('blamed the w'))).length,
          end: Array.from(words.slice(0, words.indexOf('; res'))).length,
        },
        quote,
      ],
    ],
    [
      'UTF-16 units, as many do',
      [{ type: 'TextPositionSelector', start: words.indexOf('blamed the w'), end: words.indexOf('; res') }, quote],
    ],
    ['a wrong position', [{ type: 'TextPositionSelector', start: 1, end: 5 }, quote]],
    ['the quotation alone', quote],
    ['a selector that refines another', { type: 'RangeSelector', refinedBy: quote }],
  ])('%s', (_, selector) => {
    const { contents, losses } = taken([annotation(selector)])
    expect(losses).toEqual([])
    expect(contents.records.highlight).toMatchObject([{ quote: 'blamed the weather', note: 'A note.', formerQuote: '' }])
    expect(contents.records.coding.map(({ codeId }) => codeId)).toEqual([guid(2)])
  })
  it('words that have changed are found by their likeness, and wait to be confirmed', () => {
    const { contents } = taken([annotation({ ...quote, exact: 'blamed the bad weather' })])
    expect(contents.records.highlight).toMatchObject([{ quote: 'blamed the weather', formerQuote: 'blamed the bad weather' }])
  })
  it.each([
    ['nothing of the kind was ever said here', 'Annotations whose words stand nowhere in their text are left out.'],
    ['fficials', 'Annotations whose words may stand in several places of their text are left out.'],
  ])('what has no certain place, or stands in two, is left out by name: “%s”', (exact, what) => {
    const { contents, losses } = taken([annotation({ type: 'TextQuoteSelector', exact })])
    expect(contents.records.highlight).toEqual([])
    expect(losses).toEqual([{ what, count: 1, ids: ['https://example.org/1'], names: [`“${exact}”`] }])
  })
  it('replies and pictures are left out by name; new tags become codes', () => {
    const { contents, losses } = taken([
      annotation(quote, {
        body: [
          { type: 'TextualBody', purpose: 'tagging', value: 'New' },
          { id: 'https://example.org/p.png', type: 'Image' },
        ],
      }),
      { type: 'Annotation', id: 'https://example.org/2', target: 'https://example.org/1', bodyValue: 'Yes' },
    ])
    expect(contents.records.code.at(-1)).toMatchObject({ name: 'New' })
    expect(losses.map(({ ids }) => ids)).toEqual([['https://example.org/2'], ['https://example.org/1']])
  })
  it('needs the project with the texts', () => {
    expect(failureOf(() => read('jsonld', bytesOf('{}'))).code).toBe('refused')
    expect(failureOf(() => taken({ type: 'Person' })).code).toBe('invalid-input')
  })
})
