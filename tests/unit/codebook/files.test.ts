import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { builtInCodebook, intake, readCodebook, schemes, schemeWith, writeCodebook } from '../../../electron/codebook.ts'
import type { Change } from '../../../shared/change.ts'
import { parseCsv, writeCsv } from '../../../shared/codebook/csv.ts'
import { fileOf, readJson, recordsOf } from '../../../shared/codebook/file.ts'
import { CodebookId, CodeId } from '../../../shared/ids.ts'
import type { Attribute, Code, Codebook } from '../../../shared/records.ts'

const corpus = path.join(import.meta.dirname, '../../../corpus')
const xsd = path.join(import.meta.dirname, '../../../../shared/data/interop/schemas/Codebook-1.0.xsd')
const bytes = (text: string) => new TextEncoder().encode(text)
const counter = () => {
  let n = 0
  return () => `new-${++n}`
}
const read = (name: string, text: string) => readCodebook(name, bytes(text), counter())
const inProject = (codes: readonly Code[]) => new Map(codes.map((code) => [code.id, code]))

const words = fc.string({
  unit: fc.constantFrom('a', 'é', '𝄞', ' ', '\n', '\r', '\t', '"', "'", ',', ';', '=', '+', '-', '@', '＝', '<', '&', ']]>', 'ع'),
})
const line = words.filter((text) => text !== '')
const attribute: fc.Arbitrary<Attribute> = fc.record({
  key: fc.constantFrom('stance', 'level', 'a-1'),
  name: line,
  kind: fc.constantFrom('choice', 'number', 'text', 'entity'),
  options: fc.array(words, { maxLength: 3 }),
  initial: words,
})
/** A codebook as a project may hold one: any words, any tree, ids of any make. */
const held: fc.Arbitrary<{ codebook: Codebook; codes: readonly Code[] }> = fc
  .record({ name: line, description: words, citation: words, count: fc.nat(12), uuid: fc.boolean() })
  .chain(({ count, uuid, ...book }) =>
    fc.record({
      codebook: fc.constant({ ...book, id: CodebookId.parse('book'), position: 0 }),
      codes: fc
        .array(
          fc.record({
            name: line,
            definition: words,
            whenToUse: words,
            whenNot: words,
            example: words,
            memo: words,
            shortcut: fc.constantFrom('', 'x', '=', '@'),
            color: fc.constantFrom('#336699', '#aabbcc'),
            archived: fc.boolean(),
            exclusive: fc.boolean(),
            attributes: fc.uniqueArray(attribute, { maxLength: 2, selector: ({ key }) => key }),
            under: fc.nat(),
          }),
          { minLength: count, maxLength: count },
        )
        .map((drafts) => {
          const siblings = new Map<string | null, number>()
          const ids: CodeId[] = []
          return drafts.map(({ under, ...draft }, i): Code => {
            const parentId = ids[under % (i + 1)] ?? null
            const key = ['=k', '-k', 'K', "'=K", 'é k'][i % 5] + String(i)
            const id = CodeId.parse(uuid ? `id-${i}` : `x.${i}`)
            ids.push(id)
            const position = siblings.get(parentId) ?? 0
            siblings.set(parentId, position + 1)
            return { ...draft, id, codebookId: CodebookId.parse('book'), parentId, key, position }
          })
        }),
    }),
  )

const byId = (codes: readonly Code[]) => codes.toSorted((a, b) => (a.id < b.id ? -1 : 1))

describe.each(['json', 'csv'] as const)('a codebook as %s', (format) => {
  it('comes back exactly, ids included, whatever its words are', () => {
    fc.assert(
      fc.property(held, ({ codebook, codes }) => {
        const { text } = writeCodebook(codebook, inProject(codes), format)
        const back = recordsOf(read(`x.${format}`, text).file, counter())
        expect(back.codebook).toEqual(codebook)
        expect(byId(back.codes)).toEqual(byId(codes))
      }),
    )
  })
})

describe('S24 a codebook as CSV', () => {
  it('has no cell that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(held, ({ codebook, codes }) => {
        const rows = parseCsv(writeCsv(fileOf(codebook, inProject(codes))), ',')
        expect(rows).toHaveLength(codes.length + 2)
        for (const row of rows) expect(row).toHaveLength(16)
        expect(rows.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([])
      }),
    )
  })

  it('reads what people make: other columns and separators, LF, a byte order mark, children before parents', () => {
    const { file } = read('Mine.csv', '\uFEFFParent;Name;Remark\nUpper;"Lower; ""so"""\n;Upper\n')
    expect(file.codebook.name).toBe('Mine')
    expect(file.codes.map(({ name, parent }) => [name, parent])).toEqual([
      ['Lower; "so"', 'Upper'],
      ['Upper', null],
    ])
  })

  it.each([
    ['a cell without an end', 'name\n"open'],
    ['words behind a cell', 'name\n"a"b'],
    ['no names', 'code,colour\na,b'],
    ['attributes that are not JSON', 'name,attributes\na,{'],
    ['a parent that is not there', 'name,parent\na,b'],
  ])('refuses %s', (_, text) => {
    expect(() => read('x.csv', text)).toThrow(/Nothing was changed/)
  })
})

const one = { key: 'A', name: 'A', color: '#336699' }
const book = (codes: unknown, more: object = {}) => JSON.stringify({ codebook: { id: 'b', name: 'B' }, codes, ...more })

describe('S26 a codebook from outside', () => {
  it('cannot reach prototypes', () => {
    const hostile = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"codebook":{"id":"b","name":"B","__proto__":{"polluted":1}},
      "codes":[{"key":"__proto__","name":"A","color":"#336699","__proto__":{"polluted":1}}]}`
    const { file } = read('x.json', hostile)
    const { codebook, codes } = recordsOf(file, counter())
    expect(codes.map(({ key }) => key)).toEqual(['__proto__'])
    for (const each of [{}, file, codebook, ...codes]) expect('polluted' in each).toBe(false)
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const attributes = [{ key, name: 'x', kind: 'text', options: [], initial: '' }]
      expect(() => read('x.json', book([{ ...one, attributes }]))).toThrow('a name that is not allowed')
    }
  })

  it('passes over what it does not know, and refuses a newer version', () => {
    expect(read('x.json', book([{ ...one, novelty: [[1]] }], { more: true })).file.codes).toHaveLength(1)
    expect(() => read('x.json', book([one], { version: 2 }))).toThrow('version')
  })

  it.each([
    ['a key twice', [one, one], 'two codes have the key “A”'],
    [
      'an id twice',
      [
        { ...one, id: 'x' },
        { ...one, id: 'x', key: 'B' },
      ],
      'two codes have the id “x”',
    ],
    ['a missing parent', [{ ...one, parent: 'B' }], 'stands under “B”, which is not there'],
    ['a code under itself', [{ ...one, parent: 'A' }], 'stands under itself'],
    [
      'a cycle',
      [
        { ...one, parent: 'B' },
        { ...one, key: 'B', parent: 'A' },
      ],
      'stands under itself',
    ],
    [
      'a tree 10,000 deep',
      Array.from({ length: 10_000 }, (_, i) => ({ ...one, key: `k${i}`, parent: i === 0 ? null : `k${i - 1}` })),
      'codes deep',
    ],
  ])('refuses %s', (_, codes, message) => {
    expect(() => read('x.json', book(codes))).toThrow(message)
  })

  it('refuses nesting 10,000 deep, bytes that are no text and files of other kinds, without a crash', () => {
    expect(() => read('x.json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`)).toThrow('not a codebook')
    expect(() => readCodebook('x.json', Uint8Array.of(0xff, 0xc0, 0x80), counter())).toThrow('not in UTF-8')
    expect(() => readCodebook('x.csv', new Uint8Array(17 * 1024 * 1024), counter())).toThrow('16 MiB')
    expect(() => read('x.exe', '{}')).toThrow('.json, .csv or .qdc')
  })

  it('gets new ids where they are taken, and a name of its own', () => {
    const project = builtInCodebook(corpus)
    const { codebook, change } = intake(schemeWith(corpus, 'default'), project, counter())
    const made = change.flatMap((step) => (step.kind === 'code' && step.after !== null ? [step.after] : []))
    const taken = new Set<string>(project.codes.map(({ id }) => id))
    expect(made).toHaveLength(project.codes.length)
    expect(made.some(({ id }) => taken.has(id))).toBe(false)
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length)
    expect(codebook.name).toBe('Framing, sourcing and bias (2)')
    for (const { parentId } of made) expect(parentId === null || made.some(({ id }) => id === parentId)).toBe(true)
  })
})

describe('a codebook as QDC', () => {
  const qdc = (codes: string, head = '<?xml version="1.0" encoding="utf-8"?>') =>
    `${head}<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>${codes}</Codes></CodeBook>`
  const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const code = (n: number, inner = '', rest = '') => `<Code guid="${guid(n)}" name="c${n}" isCodable="true" ${rest}>${inner}</Code>`

  it.skipIf(!existsSync(xsd))('is valid, whatever its words are (schema in ../shared)', async () => {
    const schema = readFileSync(xsd, 'utf8')
    const books = [
      ...fc.sample(held, 12).filter(({ codes }) => codes.length > 0),
      ...schemes(corpus).map(({ id }) => recordsOf(schemeWith(corpus, id), counter())),
    ]
    const xml = books.map(({ codebook, codes }, i) => ({
      fileName: `book-${i}.qdc`,
      contents: writeCodebook(codebook, inProject(codes), 'qdc').text,
    }))
    expect(await validateXML({ xml, schema: { fileName: 'book.xsd', contents: schema } })).toMatchObject({ valid: true, errors: [] })
    const wrong = { fileName: 'wrong.qdc', contents: qdc('<Code guid="1" name="x" isCodable="true"/>') }
    expect(await validateXML({ xml: wrong, schema: { fileName: 'book.xsd', contents: schema } })).toMatchObject({ valid: false })
  })

  it('carries names, colours, nesting and order; guidance stands in the description; the rest is told', () => {
    const { codebook, codes } = recordsOf(schemeWith(corpus, 'attribution'), counter())
    const { text, notes } = writeCodebook(codebook, inProject(codes), 'qdc')
    const back = read('Attribution.qdc', text)
    expect(back.file.codebook.name).toBe('Attribution')
    expect(back.file.codes.map(({ name, color }) => [name, color])).toEqual(codes.map(({ name, color }) => [name, color]))
    expect(back.file.codes.map(({ parent }) => parent)).toEqual([null, 'Attribution', 'Attribution', 'Attribution', null])
    expect(text).toContain('\n\nWhen to use: Persons, groups')
    expect(back.file.codes.map(({ definition, whenToUse }) => [definition, whenToUse])).toEqual(
      codes.map(({ definition, whenToUse }) => [definition, whenToUse]),
    )
    expect(notes.join(' ')).toMatch(/Its description and citation are left out\..*Attributes are left out \(3\)\./)
    expect(writeCodebook(codebook, inProject(codes), 'qdc').text).toBe(text)
  })

  it('gives guidance back as it was, even where it reads like a heading of ours', () => {
    const words = fc.array(fc.constantFrom('Example: ', 'Memo: ', 'When to use: ', '\\', '\n\n', '\n', 'so', ' '), { maxLength: 8 })
    const guidance = fc.record({ definition: words, whenToUse: words, whenNot: words, example: words, memo: words })
    fc.assert(
      fc.property(guidance, (parts) => {
        const { codebook, codes } = recordsOf(schemeWith(corpus, 'attribution'), counter())
        const given = Object.fromEntries(Object.entries(parts).map(([field, pieces]) => [field, pieces.join('')]))
        const [first] = codes
        if (first === undefined) throw new Error('no code')
        const { text } = writeCodebook(codebook, inProject([{ ...first, ...given }]), 'qdc')
        expect(read('x.qdc', text).file.codes[0]).toMatchObject(given)
      }),
    )
  })

  it('reads braces, capitals, short colours, old namespaces and headings, and says what it left out', () => {
    const text = `<q:CodeBook xmlns:q="urn:QDA-XML:codebook:0:4"><q:Codes><q:Code guid="{${guid(1).toUpperCase()}}" name="Up" isCodable="false" color="#F00"><q:Description>a<![CDATA[<b>]]></q:Description>
      <q:Code guid="${guid(2)}" name="Up" isCodable="true"/></q:Code></q:Codes><q:Sets><q:Set guid="${guid(3)}" name="s"/></q:Sets></q:CodeBook>`
    const { file, notes } = read('x.qdc', text)
    expect(file.codes).toMatchObject([
      { id: guid(1), key: 'Up', parent: null, color: '#ff0000', definition: 'a<b>' },
      { id: guid(2), key: 'Up-2', parent: 'Up' },
    ])
    expect(notes).toEqual(['Sets of codes were left out (1).', 'Codes that were only headings can be applied here (1).'])
  })

  it.each([
    ['an outside entity', qdc(code(1), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), 'document type'],
    [
      'entities of entities',
      qdc(code(1, '<Description>&b;</Description>'), '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
      'document type',
    ],
    ['an entity without a type', qdc(code(1, '<Description>&b;</Description>')), 'entity'],
    ['another encoding', qdc(code(1), '<?xml version="1.0" encoding="UTF-7"?>'), 'UTF-7'],
    ['a GUID twice', qdc(code(1) + code(1)), 'two codes have the GUID'],
    ['a code without a GUID', qdc('<Code name="x" isCodable="true"/>'), 'no GUID'],
    ['another root', '<Project/>', 'its root is Project'],
    ['an end that is missing', '<CodeBook><Codes>', 'cannot be read'],
    ['nothing', '', 'cannot be read'],
    [
      'codes 10,000 deep',
      qdc(Array.from({ length: 10_000 }, (_, i) => `<Code guid="${guid(i)}" name="x" isCodable="true">`).join('')),
      'deep',
    ],
  ])('S21 refuses %s', (_, text, message) => {
    expect(() => read('x.qdc', text)).toThrow(message)
  })
})

describe('the published schemes', () => {
  const all = schemes(corpus)

  it('are the eight, each with a description and a citation', () => {
    expect(all.map(({ id, codes }) => [id, codes])).toEqual([
      ['attribution', 4],
      ['basil', 2],
      ['entman1993', 4],
      ['policyframes', 18],
      ['recasens2013', 8],
      ['semetko2000', 5],
      ['semeval2023', 23],
      ['default', 57],
    ])
    for (const { description, citation } of all) {
      expect(description.length).toBeGreaterThan(60)
      expect(citation).toMatch(/\(\d{4}\)/)
    }
  })

  it.each(readdirSync(path.join(corpus, 'codebooks')))('%s says nothing that is passed over, and defines each code by itself', (name) => {
    const raw = readFileSync(path.join(corpus, 'codebooks', name), 'utf8')
    const file = readJson(raw)
    const { codebook, codes } = recordsOf(file, () => {
      throw new Error('an id cannot be made of a key')
    })
    expect(JSON.parse(writeCodebook(codebook, inProject(codes), 'json').text)).toEqual(JSON.parse(raw))
    expect(new Set(codes.map(({ definition }) => definition)).size).toBe(codes.length)
    for (const { definition } of codes) expect(definition).not.toBe('')
    expect(name).toBe(`${codebook.id}.json`)
  })

  it('give a new project what codings say beyond their codes', () => {
    const { codes } = builtInCodebook(corpus)
    const keys = (key: string) => codes.find((code) => code.key === key)?.attributes.map((each) => each.key)
    expect(keys('SO.AT')).toEqual(['source_type', 'naming', 'side', 'stance', 'assertion', 'level'])
    expect(keys('BI')).toEqual(['target', 'polarity', 'aim', 'voice', 'intensity', 'confidence'])
    expect(codes.find(({ key }) => key === 'BI.PT')?.attributes[0]?.options).toHaveLength(23)
    for (const { attributes } of codes)
      for (const { kind, options, initial } of attributes)
        expect(initial === '' || kind !== 'choice' || options.includes(initial)).toBe(true)
  })

  it('are made of steps that a change may have', () => {
    const { change } = intake(schemeWith(corpus, 'semeval2023'), { codebooks: [], codes: [] }, counter())
    expect((change satisfies Change).map(({ kind }) => kind)).toEqual(['codebook', ...Array.from({ length: 29 }, () => 'code')])
  })
})
