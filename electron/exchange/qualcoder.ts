// QualCoder's database (`data.qda`). Its positions count characters of a text, in the unit of the version that made them: with each
// coded stretch it keeps the words, by which the unit is proved, and which must be what stands there. Categories become codes
// above codes; cases become the collection of the texts that lie in them whole; attributes of texts become those of articles.
import { type Convention, LEAST_FIT, type Numbered, placer, plainOf, prove, wordsOf } from '../../shared/exchange/convention.ts'
import { type Foreign, type ForeignCode, type ForeignMark, foreignContents } from '../../shared/exchange/foreign.ts'
import { opening } from '../../shared/exchange/itemnames.ts'
import { type Item, lossesOf } from '../../shared/exchange/loss.ts'
import { layOut } from '../../shared/exchange/plaintext.ts'
import { limits, refuse } from '../import/limits.ts'
import { sha256Of } from '../store/contents.ts'
import { guidOf } from './guid.ts'
import { grouped, numberIn, type Row, readTables, type Tables, wordsIn } from './tables.ts'

/** By which its fourth version hides coders. */
const views = ['code_text_visible', 'code_image_visible', 'code_av_visible', 'annotation_visible']
/** Characters of a stretch by which the way of counting is told. */
const EXCERPT = 200

const bare = (words: string): string => words.replace(/\s+/g, '')
/** Its first version had no numbers for them. */
const codingId = (row: Row): string =>
  `code_text ${wordsIn(row, 'ctid') || [wordsIn(row, 'cid'), wordsIn(row, 'fid'), wordsIn(row, 'pos0'), wordsIn(row, 'pos1')].join(' ')}`
const placeIn = (row: Row, column: string): number => numberIn(row, column) ?? Number.NaN

function codesOf({ rows }: Tables): ForeignCode[] {
  const category = (id: string): string | null => (id === '' ? null : `category ${id}`)
  return [
    ...rows('code_cat').map((row) => ({
      id: `category ${wordsIn(row, 'catid')}`,
      parent: category(wordsIn(row, 'supercatid')),
      name: wordsIn(row, 'name'),
      color: '',
      definition: wordsIn(row, 'memo'),
    })),
    ...rows('code_name').map((row) => ({
      id: `code ${wordsIn(row, 'cid')}`,
      parent: wordsIn(row, 'supercid') === '' ? category(wordsIn(row, 'catid')) : `code ${wordsIn(row, 'supercid')}`,
      name: wordsIn(row, 'name'),
      color: wordsIn(row, 'color'),
      definition: wordsIn(row, 'memo'),
    })),
  ]
}

/** Stretches of one text, as its positions are counted. */
function marksOf(
  numbered: Numbered,
  convention: Convention,
  at: (place: number) => number,
  codings: readonly Row[],
  annotations: readonly Row[],
): ForeignMark[] {
  const plain = plainOf(numbered.raw)
  const place = placer(numbered, convention)
  const rangeOf = (row: Row, words: string | null) => {
    const range = place(placeIn(row, 'pos0'), placeIn(row, 'pos1'))
    if (range === null) return null
    const { start, end } = range
    return words === null || bare(plain.slice(start, end)) === bare(words) ? [{ start: at(start), end: at(end) }] : null
  }
  const made = (row: Row) => ({ note: wordsIn(row, 'memo'), coder: wordsIn(row, 'owner'), at: wordsIn(row, 'date') })
  return [
    ...codings.map((row) => ({
      id: codingId(row),
      words: wordsIn(row, 'seltext'),
      ranges: rangeOf(row, wordsIn(row, 'seltext')),
      codes: [{ id: `code ${wordsIn(row, 'cid')}`, values: {} }],
      ...made(row),
    })),
    ...annotations.map((row) => ({
      id: `annotation ${wordsIn(row, 'anid')}`,
      words: wordsIn(row, 'memo'),
      ranges: rangeOf(row, null),
      codes: [],
      ...made(row),
    })),
  ]
}

function foreignFrom(tables: Tables) {
  const { rows } = tables
  const [project] = rows('project')
  const codings = grouped(rows('code_text'), 'fid')
  const annotations = grouped(rows('annotation'), 'fid')
  const sources = rows('source').filter((row) => wordsIn(row, 'fulltext') !== '')
  const numbered = sources.map((row): Numbered => {
    const raw = wordsIn(row, 'fulltext')
    if (raw.length > limits.text) refuse('A text of the file has more than 20,000,000 characters.')
    const selections = (codings.get(wordsIn(row, 'id')) ?? []).map((each) => ({
      start: placeIn(each, 'pos0'),
      end: placeIn(each, 'pos1'),
      name: wordsIn(each, 'seltext').slice(0, EXCERPT),
    }))
    return { raw, marked: false, selections }
  })
  const proof = prove(numbered, { unit: 'code point', lineEnd: 2, mark: 0 }, true)
  if (proof.score < LEAST_FIT && !proof.agreed)
    refuse(`The positions of this file fit no way of counting: at best ${wordsOf(proof)}. Nothing was taken in.`)

  const nameOf = new Map(rows('source').map((row) => [wordsIn(row, 'id'), wordsIn(row, 'name')]))
  const caseNames = new Map(rows('cases').map((row) => [wordsIn(row, 'caseid'), wordsIn(row, 'name')]))
  const lost = {
    'Sources that are no texts are left out.': rows('source')
      .filter((row) => wordsIn(row, 'fulltext') === '')
      .map((row) => [`source ${wordsIn(row, 'id')}`, wordsIn(row, 'name')] as const),
    'Codes on pictures, sound and film are left out.': (['code_image', 'code_av'] as const).flatMap((table) =>
      rows(table).map((row, n): Item => [`${table} ${n + 1}`, nameOf.get(wordsIn(row, 'id')) ?? '']),
    ),
    'That a coding is marked as important is left out.': rows('code_text')
      .filter((row) => numberIn(row, 'important') === 1)
      .map((row) => [codingId(row), opening(wordsIn(row, 'seltext'))] as const),
    'Journals are left out.': rows('journal').map((row) => [`journal ${wordsIn(row, 'jid')}`, wordsIn(row, 'name')] as const),
    'References of sources are left out.': rows('ris').map(
      (row, n): Item => [`ris ${n + 1}`, [wordsIn(row, 'longtag') || wordsIn(row, 'tag'), wordsIn(row, 'value')].join(': ')],
    ),
    'Graphs are left out.': rows('graph').map((row): Item => [`graph ${wordsIn(row, 'grid')}`, wordsIn(row, 'name')]),
    'Memos of attributes are left out.': rows('attribute_type')
      .filter((row) => wordsIn(row, 'memo') !== '')
      .map((row, n): Item => [`attribute_type ${n + 1}`, wordsIn(row, 'name')]),
    'Cases that hold parts of texts, or share a text with another case, are left out.': [] as Item[],
    'Memos of cases and attributes of cases are left out.': [
      ...rows('cases')
        .filter((row) => wordsIn(row, 'memo') !== '')
        .map((row) => [`case ${wordsIn(row, 'caseid')}`, wordsIn(row, 'name')] as const),
      ...rows('attribute')
        .filter((row) => wordsIn(row, 'attr_type') === 'case' && wordsIn(row, 'value') !== '')
        .map((row) => [`attribute ${wordsIn(row, 'attrid')}`, `${wordsIn(row, 'name')}: ${wordsIn(row, 'value')}`] as const),
    ],
  }
  const parts = grouped(rows('case_text'), 'fid')
  const collectionOf = (row: Row): string => {
    const [first, ...others] = parts.get(wordsIn(row, 'id')) ?? []
    if (first === undefined) return ''
    const whole = placeIn(first, 'pos0') === 0 && placeIn(first, 'pos1') >= Array.from(wordsIn(row, 'fulltext').trimEnd()).length - 1
    const left = whole ? others : [first, ...others]
    lost['Cases that hold parts of texts, or share a text with another case, are left out.'].push(
      ...left.map(
        (each): Item => [`case_text ${wordsIn(each, 'id')}`, `${caseNames.get(wordsIn(each, 'caseid')) ?? ''}, ${wordsIn(row, 'name')}`],
      ),
    )
    return whole ? (caseNames.get(wordsIn(first, 'caseid')) ?? '') : ''
  }
  const values = grouped(
    rows('attribute').filter((row) => wordsIn(row, 'attr_type') === 'file'),
    'id',
  )
  const foreign: Foreign = {
    program: 'qualcoder',
    scope: project === undefined ? '' : wordsIn(project, 'date'),
    name: 'QualCoder',
    memo: project === undefined ? '' : wordsIn(project, 'memo'),
    codebooks: [{ id: 'codes', name: 'QualCoder', description: '', codes: codesOf(tables) }],
    articles: sources.map((row, n) => {
      const id = wordsIn(row, 'id')
      const held = numbered[n] as Numbered
      const laid = layOut(plainOf(held.raw))
      return {
        name: wordsIn(row, 'name'),
        memo: wordsIn(row, 'memo'),
        collection: collectionOf(row),
        values: Object.fromEntries((values.get(id) ?? []).map((each) => [wordsIn(each, 'name'), wordsIn(each, 'value')])),
        at: wordsIn(row, 'date'),
        format: 'text' as const,
        original: new TextEncoder().encode(held.raw),
        text: laid.text,
        blocks: laid.blocks,
        marks: marksOf(held, proof.convention, laid.at, codings.get(id) ?? [], annotations.get(id) ?? []),
      }
    }),
  }
  return { foreign, proof, lost }
}

/** @throws Failure 'refused' when it is no database of QualCoder, holds what its program does not make, or fits no way of counting */
export function readQualcoder(bytes: Uint8Array, reading: Readonly<{ now: number; version: string; nativeBinding?: string | undefined }>) {
  const needed = ['project', 'source', 'code_name', 'code_cat', 'code_text'] as const
  return readTables(bytes, { program: 'QualCoder', needed, views, nativeBinding: reading.nativeBinding }, (tables) => {
    const { foreign, proof, lost } = foreignFrom(tables)
    const { contents, losses } = foreignContents(foreign, { ...reading, guidOf, sha256: sha256Of })
    return {
      contents,
      losses: [...losses, ...lossesOf(lost)],
      notes: [`Positions count ${wordsOf(proof)}.`, ...proof.samples.map((words) => `A stretch that was marked: “${words}”`)],
    }
  })
}
