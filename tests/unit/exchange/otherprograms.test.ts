// Databases of Taguette and QualCoder, made here as those programs make them: exact words, or a loss that says so.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlText } from '../../../electron/exchange/htmltext.ts'
import { readQualcoder } from '../../../electron/exchange/qualcoder.ts'
import { readTaguette } from '../../../electron/exchange/taguette.ts'
import { faultOfAnchor } from '../../../shared/anchor.ts'
import type { ProjectContents } from '../../../shared/exchange/contents.ts'
import { checkReferences } from '../../../shared/exchange/take.ts'
import { kinds, records } from '../../../shared/records.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { databaseOf, QUALCODER, TAGUETTE } from '../../helpers/otherprograms.ts'
import { failureOf } from '../../helpers/store.ts'

const reading = { now: 1_700_000_000_000, version: '1', nativeBinding: undefined }
const bytesBefore = (text: string, words: string) => Buffer.byteLength(text.slice(0, text.indexOf(words)))
const lossOf = (losses: readonly Readonly<{ what: string; ids: readonly string[] }>[], words: string) =>
  losses.find(({ what }) => what.includes(words))?.ids

/** Every record is one of ours, refers to what is there, and every highlight stands in its text to the letter. */
function expectSound({ records: all, texts }: ProjectContents): void {
  for (const kind of kinds) for (const record of all[kind]) expect(records[kind].safeParse(record).error).toBeUndefined()
  checkReferences(all)
  for (const { text, blocks } of texts) expect(faultOfBlocks(text, blocks)).toBeUndefined()
  const textOf = new Map(all.article.map(({ id, textSha256 }) => [id, texts.find(({ sha256 }) => sha256 === textSha256)?.text ?? '']))
  for (const mark of all.highlight) expect(faultOfAnchor(textOf.get(mark.articleId) ?? '', mark)).toBeUndefined()
}

/** What is coded: words and names of codes. */
const codedWords = ({ records: { highlight, coding, code } }: ProjectContents) =>
  highlight.map(({ id, quote }) => [
    quote,
    ...coding.filter(({ highlightId }) => highlightId === id).map(({ codeId }) => code.find((each) => each.id === codeId)?.name),
  ])

describe('HTML as text', () => {
  const unit = fc.constantFrom('a', 'é', '🎣', ' ', '\n', '\t', '\u00a0', '漢')
  const node: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit, maxLength: 8 }),
      fc.constant('<br>'),
      fc
        .tuple(fc.constantFrom('p', 'div', 'b', 'span', 'h2', 'li', 'blockquote', 'pre', 'td'), fc.array(tie('node'), { maxLength: 4 }))
        .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
    ),
  })).node

  it('keeps every word in order, in sound blocks, and says where each place has come to', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 6 }), (parts) => {
        const { raw, text, blocks, at } = htmlText(parts.join(''))
        expect(text.replace(/[ \t\n\f\r]/g, '')).toBe(raw.replace(/[ \t\n\f\r]/g, ''))
        expect(faultOfBlocks(text, blocks)).toBeUndefined()
        for (let place = 0; place < raw.length; place++)
          if (!/[ \t\n\f\r]/.test(raw[place] as string))
            expect(text.slice(at(place), at(place + 1)).trim()).toContain((raw[place] as string).trim())
      }),
    )
  })

  it('takes headings, items and line breaks for what they are', () => {
    const { text, blocks } = htmlText('<h2>Head</h2><ul><li>One<br>two</li></ul><p>a  <b>b</b>\n c</p>')
    expect(text).toBe('Head\n\nOne\ntwo\n\na b c')
    expect(blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 2],
      ['item', 1],
      ['paragraph', undefined],
    ])
  })
})

describe('Taguette', () => {
  const html = '<h1>Pêcheurs 🎣</h1><p>They asked: <b>who &amp; what</b> pays?</p>\n<p>Nobody knew.</p>'
  const { raw } = htmlText(html)
  const highlight = (id: number, words: string, snippet: string) =>
    [id, 1, bytesBefore(raw, words), bytesBefore(raw, words) + Buffer.byteLength(words), snippet] as const
  const file = (highlights: readonly (readonly (string | number)[])[], contents = html) =>
    databaseOf(TAGUETTE, {
      projects: [[1, 'Harbour', 'About the harbour', '2024-01-02 03:04:05.678']],
      documents: [[1, 'board.html', 'A memo', 'board.html', '2024-01-02 03:04:05', 1, 'LEFT_TO_RIGHT', contents]],
      tags: [
        [1, 1, 'blame', 'Who is blamed'],
        [2, 1, 'blame.town', ''],
      ],
      highlights,
      highlight_tags: highlights.flatMap(([id]) => [[id as number, 1], ...(id === 1 ? [[id, 2]] : [])]) as number[][],
      commands: [[1, '2024-01-02', 'ada', '{}']],
    })

  it('places highlights by bytes of UTF-8 to the letter, with all their tags', () => {
    const bytes = file([
      highlight(1, 'who & what pays', '<p><b>who &amp; what</b> pays</p>'),
      highlight(2, '🎣They asked', '<h1>🎣</h1><p>They asked</p>'),
      highlight(3, 'Nobody', '<p>Nobody</p>'),
    ])
    const { contents, losses } = readTaguette(bytes, reading)
    expectSound(contents)
    expect(contents.texts[0]?.text).toBe('Pêcheurs 🎣\n\nThey asked: who & what pays?\n\nNobody knew.')
    expect(codedWords(contents)).toEqual([
      ['who & what pays', 'blame', 'blame.town'],
      ['🎣\n\nThey asked', 'blame'],
      ['Nobody', 'blame'],
    ])
    expect(contents.records.code.map(({ name, definition }) => [name, definition])).toEqual([
      ['blame', 'Who is blamed'],
      ['blame.town', ''],
    ])
    expect(contents.records.article[0]).toMatchObject({ title: 'board.html', memo: 'A memo', importedAt: Date.UTC(2024, 0, 2, 3, 4, 5) })
    expect(losses).toMatchObject([{ what: 'Who did what and when is left out.', count: 1, ids: ['1'] }])
  })

  it('a highlight whose words are not what stands at its places is left out and named', () => {
    const { contents, losses } = readTaguette(
      file([highlight(1, 'who & what pays', '<p>something else</p>'), [2, 1, 3, 5, 'x'], [3, 1, 0, 999, 'x'], [4, 1, -1, 5, 'x']]),
      reading,
    )
    expect(contents.records.highlight).toEqual([])
    expect(lossOf(losses, 'do not fit the words')).toEqual(['highlight 1', 'highlight 2', 'highlight 3', 'highlight 4'])
  })

  it('white space before the first tag counts where the highlights say so', () => {
    const shifted = highlight(1, 'Nobody', '<p>Nobody</p>').map((cell, n) => (n === 2 || n === 3 ? Number(cell) + 2 : cell))
    expect(codedWords(readTaguette(file([shifted], `\n ${html}`), reading).contents)).toEqual([['Nobody', 'blame', 'blame.town']])
    expect(codedWords(readTaguette(file([highlight(1, 'Nobody', '<p>Nobody</p>')], `\n ${html}`), reading).contents)).toEqual([
      ['Nobody', 'blame', 'blame.town'],
    ])
  })

  it('several projects of one database become codebooks and collections of their names', () => {
    const bytes = databaseOf(TAGUETTE, {
      projects: [
        [1, 'Harbour', 'First', ''],
        [2, 'Market', 'Second', ''],
      ],
      documents: [
        [1, 'same', '', '', '', 1, '', '<p>Same words</p>'],
        [2, 'same', '', '', '', 2, '', '<p>Same words</p>'],
      ],
      tags: [
        [1, 1, 'blame', ''],
        [2, 2, 'blame', ''],
      ],
      highlights: [
        [1, 1, 0, 4, 'Same'],
        [2, 2, 0, 4, 'Same'],
      ],
      highlight_tags: [
        [1, 1],
        [2, 2],
      ],
    })
    const { contents } = readTaguette(bytes, reading)
    expectSound(contents)
    const { codebook, code, article, coding } = contents.records
    expect(codebook.map(({ name, description }) => [name, description])).toEqual([
      ['Harbour', 'First'],
      ['Market', 'Second'],
    ])
    expect(article.map(({ collection }) => collection)).toEqual(['Harbour', 'Market'])
    expect(coding.map(({ codeId }) => code.find(({ id }) => id === codeId)?.codebookId)).toEqual(codebook.map(({ id }) => id))
  })

  it('S28 more codes than people make are refused before they cost anything', () => {
    const tags = Array.from({ length: 10_001 }, (_, i) => [i + 1, 1, `t${i}`, ''])
    expect(failureOf(() => readTaguette(databaseOf(TAGUETTE, { projects: [[1, 'P', '', '']], tags }), reading)).message).toContain(
      '10,000 codes',
    )
  })

  it('D20 the same file gives the same records, so that taking it in twice is once', () => {
    const bytes = file([highlight(1, 'Nobody', '<p>Nobody</p>')])
    expect(readTaguette(bytes, reading)).toEqual(readTaguette(bytes, { ...reading, now: 5 }))
  })
})

describe('QualCoder', () => {
  const text = 'Fishermen 🎣 met.\nThey asked who pays.\n\nNobody 🎣 knew the answer that day.'
  const points = (words: string) => Array.from(text.slice(0, text.indexOf(words))).length
  const units = (words: string) => text.indexOf(words)
  const file = (
    place: (words: string) => number,
    length: (words: string) => number,
    more: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>> = {},
  ) => {
    const coding = (id: number, code: number, words: string, owner: string, memo = '') => [
      id,
      code,
      1,
      words.replaceAll('\n', '\u2029'),
      place(words),
      place(words) + length(words),
      owner,
      '2024-05-06 07:08:09',
      memo,
      null,
      id === 1 ? 1 : null,
    ]
    return databaseOf(QUALCODER, {
      project: [['v11', '2024-05-06 07:08:09', 'Project memo', 'QualCoder']],
      source: [
        [1, 'board.txt', text, null, 'Source memo', 'ada', '2024-05-06 07:08:09', null, null],
        [2, 'photo.jpg', null, '/images/photo.jpg', '', 'ada', '2024-05-06', null, null],
      ],
      code_cat: [
        [1, 'Blame', 'ada', '', 'All blame', null],
        [2, 'Inner', 'ada', '', '', 1],
      ],
      code_name: [
        [1, 'town', 'The town', 2, 'ada', '', '#AB12CD'],
        [2, 'free', '', null, 'ada', '', ''],
      ],
      code_text: [
        coding(1, 1, 'Fishermen 🎣 met', 'ada', 'First'),
        coding(2, 2, 'Fishermen 🎣 met', 'ada', 'Second'),
        coding(3, 1, 'met.\nThey asked', 'bea'),
        coding(4, 2, 'knew the answer', 'ada'),
      ],
      annotation: [[1, 1, place('Nobody'), place('Nobody') + 6, 'An annotation', 'ada', '2024-05-06']],
      cases: [[1, 'Harbour', '', 'ada', '']],
      case_text: [[1, 1, 1, 0, length(text), 'ada', '', '']],
      attribute: [
        [1, 'Publication type', 'file', 'letter', 1, '', 'ada'],
        [2, '__proto__', 'file', 'x', 1, '', 'ada'],
      ],
      journal: [[1, 'Day', 'words', '', 'ada']],
      ...more,
    })
  }

  it.each([
    ['code points', points, (words: string) => Array.from(words).length],
    ['UTF-16 units', units, (words: string) => words.length],
  ] as const)('proves that positions count %s and places every stretch to the letter', (_, place, length) => {
    const { contents, losses, notes } = readQualcoder(file(place, length), reading)
    expectSound(contents)
    expect(codedWords(contents)).toEqual([
      ['Fishermen 🎣 met', 'town', 'free'],
      ['met.\nThey asked', 'town'],
      ['knew the answer', 'free'],
      ['Nobody'],
    ])
    expect(contents.records.highlight.map(({ note }) => note)).toEqual(['First\n\nSecond', '', '', 'An annotation'])
    expect(contents.records.coder.map(({ name }) => name)).toEqual(['ada', 'bea'])
    expect(contents.records.article[0]).toMatchObject({
      title: 'board.txt',
      memo: 'Source memo',
      collection: 'Harbour',
      attributes: { 'publication-type': 'letter' },
    })
    expect(contents.records.study[0]).toMatchObject({
      memo: 'Project memo',
      attributes: [
        { key: 'publication-type', name: 'Publication type' },
        { key: 'proto', name: '__proto__' },
      ],
    })
    const names = new Map(contents.records.code.map(({ id, name }) => [id as string | null, name]))
    expect(contents.records.code.map(({ name, parentId, color }) => [name, names.get(parentId), color])).toEqual([
      ['Blame', undefined, expect.any(String)],
      ['Inner', 'Blame', expect.any(String)],
      ['town', 'Inner', '#ab12cd'],
      ['free', undefined, expect.any(String)],
    ])
    expect(lossOf(losses, 'no texts')).toEqual(['source 2'])
    expect(lossOf(losses, 'important')).toEqual(['code_text 1'])
    expect(lossOf(losses, 'Journals')).toEqual(['journal 1'])
    expect(notes[0]).toContain('100 % fit')
  })

  it.each([
    [
      'first',
      `CREATE TABLE project (databaseversion text, date text, memo text, about text);
      CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, unique(name));
      CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
      CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
      CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, unique(cid,fid,pos0,pos1, owner));
      CREATE TABLE case_text (caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
      CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);`,
      { code_name: [[1, 'town', '', null, 'ada', '', '#AB12CD']], tail: [] },
    ],
    [
      'fourteenth',
      `${QUALCODER.replace('about TEXT', 'about TEXT, codername TEXT').replace('owner TEXT, date TEXT, color TEXT', 'owner TEXT, date TEXT, color TEXT, supercid INTEGER')};
      CREATE TABLE ris (risid INTEGER, tag TEXT, longtag TEXT, value TEXT);
      CREATE TABLE coder_names (name TEXT UNIQUE NOT NULL, visibility INTEGER NOT NULL DEFAULT 1 CHECK (visibility IN (0, 1)));
      CREATE VIEW code_text_visible AS SELECT t.* FROM code_text t WHERE NOT EXISTS (SELECT 1 FROM coder_names c WHERE c.name = t.owner AND c.visibility = 0);`,
      {
        code_name: [
          [1, 'town', '', null, 'ada', '', '#AB12CD', 2],
          [2, 'county', '', null, 'ada', '', '', null],
        ],
        tail: [null, null],
      },
    ],
  ] as const)('reads what its %s version of the database has', (version, sql, { code_name, tail }) => {
    const place = points('knew the answer')
    const isFirst = version === 'first'
    const row = [1, 1, 'knew the answer', place, place + 15, 'ada', '2024-05-06 07:08:09', 'Why']
    const wrong = [1, 1, 'other words', 0, 9, 'ada', '2024-05-06', '']
    const bytes = databaseOf(sql, {
      project: [isFirst ? ['v1', '2024-05-06', '', ''] : ['v14', '2024-05-06', '', '', 'ada']],
      source: [[1, 'board.txt', text, 'docs:/somewhere/board.docx', '', 'ada', '2024-05-06', ...tail]],
      code_name,
      ...(isFirst ? {} : { ris: [[1, 'TI', 'Title', 'The bridge']] }),
      code_text: isFirst
        ? [row, wrong]
        : [
            [1, ...row, ...tail],
            [2, ...wrong, ...tail],
          ],
    })
    const { contents, losses } = readQualcoder(bytes, reading)
    expectSound(contents)
    expect(codedWords(contents)).toEqual([['knew the answer', 'town']])
    expect(contents.records.code.map(({ parentId }) => parentId !== null)).toEqual(isFirst ? [false] : [true, false])
    expect(contents.records.article[0]?.source).toBe('board.txt')
    expect(losses).toEqual([
      {
        what: 'Stretches whose places do not fit the words that they are said to hold are left out.',
        count: 1,
        ids: [isFirst ? 'code_text 1 1 0 9' : 'code_text 2'],
        names: ['“other words”, board.txt'],
      },
      ...(isFirst ? [] : [{ what: 'References of sources are left out.', count: 1, ids: ['ris 1'], names: ['Title: The bridge'] }]),
    ])
  })

  it('a single stretch inside a word is where its words are', () => {
    const at = points('shermen')
    const coding = [1, 1, 1, 'shermen', at, at + 7, 'ada', '2024-05-06', '', null, null]
    const bytes = file(points, (words) => Array.from(words).length, { code_text: [coding], annotation: [] })
    expect(readQualcoder(bytes, reading).contents.records.highlight.map(({ quote }) => quote)).toEqual(['shermen'])
  })

  it('refuses positions that fit no way of counting', () => {
    expect(
      failureOf(() =>
        readQualcoder(
          file(
            (words) => points(words) + 3,
            (words) => words.length,
          ),
          reading,
        ),
      ).message,
    ).toContain('fit no way of counting')
  })

  it('S26 codes that stand under themselves are refused', () => {
    const round = file(points, (words) => Array.from(words).length, {
      code_cat: [
        [1, 'A', 'ada', '', '', 2],
        [2, 'B', 'ada', '', '', 1],
      ],
    })
    expect(failureOf(() => readQualcoder(round, reading))).toMatchObject({ code: 'invalid-input' })
  })
})

describe('files that come from anywhere', () => {
  const hostile: readonly (readonly [what: string, sql: string, says: string])[] = [
    ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM tags; END', 'it holds a trigger'],
    ['a view', 'CREATE VIEW v AS SELECT 1', 'it holds a view'],
    ['a table that is a view', "DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS id, 'x' AS path", 'it holds a view'],
    ['a computed column', 'CREATE TABLE more (a TEXT, b TEXT AS (upper(a)))', 'is computed'],
    ['a virtual table', 'CREATE VIRTUAL TABLE f USING fts5(a)', 'it holds a virtual table'],
    ['a missing table', 'DROP TABLE highlight_tags', 'it has no table “highlight_tags”'],
  ]
  it.each(hostile)('S18 a database with %s is refused with the reason', (_, sql, says) => {
    const failure = failureOf(() => readTaguette(databaseOf(`${TAGUETTE};${sql}`), reading))
    expect(failure.code).toBe('refused')
    expect(failure.message).toContain(says)
  })

  it('S18 the views that QualCoder makes itself are let be, others are not', () => {
    const own = 'CREATE VIEW code_text_visible AS SELECT * FROM code_text'
    expect(readQualcoder(databaseOf(`${QUALCODER};${own}`), reading).contents.records.article).toEqual([])
    expect(failureOf(() => readQualcoder(databaseOf(`${QUALCODER};CREATE VIEW other AS SELECT 1`), reading)).message).toContain(
      'it holds a view',
    )
  })

  it('S18 what is no database, is cut off or has flipped bits is refused, or read soundly', () => {
    const whole = databaseOf(TAGUETTE, {
      projects: [[1, 'P', '', '']],
      documents: [[1, 'd', '', '', '', 1, '', '<p>Words here</p>']],
      tags: [[1, 1, 't', '']],
    })
    expect(failureOf(() => readTaguette(new TextEncoder().encode('not a database'), reading)).code).toBe('refused')
    expect(failureOf(() => readTaguette(new Uint8Array(), reading)).code).toBe('refused')
    for (const length of [20, 100, 512, 4_096, whole.length - 4_096])
      expect(failureOf(() => readTaguette(whole.subarray(0, length), reading)).code).toBe('refused')
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
        const damaged = Uint8Array.from(whole)
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
        try {
          expectSound(readTaguette(damaged, reading).contents)
        } catch (error) {
          expect(error).toMatchObject({ name: 'Failure' })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('S15 S26 names and words that mean harm are only words', () => {
    const words = "<img src=x onerror=alert(1)>'; DROP TABLE projects; --"
    const bytes = databaseOf(TAGUETTE, {
      projects: [[1, '__proto__', words, '']],
      documents: [[1, '../../etc/passwd', words, '', '', 1, '', '<p>Safe<script>alert(1)</script> words</p>']],
      tags: [
        [1, 1, '__proto__', words],
        [2, 1, 'constructor', ''],
      ],
    })
    const { contents } = readTaguette(bytes, reading)
    expectSound(contents)
    expect(contents.records.code.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(contents.records.article[0]?.memo).toBe(words)
  })
})
