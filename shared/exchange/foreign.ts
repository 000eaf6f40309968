// What other programs of this field know, in between: codes in a tree, texts, and stretches of them under codes. Ids are made from
// what things are (a mark from its article, its places and its coder), so that the same file taken in twice is one.
import { anchor } from '../anchor.ts'
import { colourOf, keyOf } from '../codebook/qdc.ts'
import { Failure } from '../failure.ts'
import { ArticleId, CodebookId, CodeId, CoderId, CodingId, HighlightId, type Sha256, StudyId } from '../ids.ts'
import { type Article, blank, type Coding, type Highlight } from '../records.ts'
import { type Block, countWords, type Range } from '../text.ts'
import { noRecords, type ProjectContents } from './contents.ts'
import { opening } from './itemnames.ts'
import { type Item, type Loss, lossesOf } from './loss.ts'
import type { GuidOf } from './qde.ts'

export type ForeignCode = Readonly<{ id: string; parent: string | null; name: string; color: string; definition: string }>
export type ForeignMark = Readonly<{
  /** By which the file names it, and the words that the file says it holds; empty where it says none. */
  id: string
  words: string
  /** Places in the article's text; `null` where the file's own places do not fit it. */
  ranges: readonly Range[] | null
  codes: readonly Readonly<{ id: string; values: Readonly<Record<string, string>> }>[]
  note: string
  coder: string
  /** In the words of the file; empty where it does not say. */
  at: string
}>
export type ForeignArticle = Readonly<{
  name: string
  memo: string
  collection: string
  /** Values of attributes by their names. */
  values: Readonly<Record<string, string>>
  at: string
  format: 'text' | 'html'
  /** Its text as the file holds it. */
  original: Uint8Array
  text: string
  blocks: readonly Block[]
  marks: readonly ForeignMark[]
}>
export type Foreign = Readonly<{
  program: string
  /** Unlike that of any other project of the program. */
  scope: string
  name: string
  memo: string
  codebooks: readonly Readonly<{ id: string; name: string; description: string; codes: readonly ForeignCode[] }>[]
  articles: readonly ForeignArticle[]
}>

const LINE = 2_000
const PROSE = 200_000
/** Far above any codes that people made. */
const DEEPEST = 200
const MOST_CODES = 10_000
const cut = (words: string, most: number): string => (words.length <= most ? words : words.slice(0, most).replace(/[\ud800-\udbff]$/, ''))
const line = (words: string): string => cut(words.trim(), LINE)
const prose = (words: string): string => cut(words.trim(), PROSE)

/** Times without a zone are in UTC. */
function timeOf(at: string, otherwise: number): number {
  const time = Date.parse(/[Zz]$|[+-]\d\d:?\d\d$/.test(at) ? at : `${at.trim().replace(' ', 'T')}Z`)
  return Number.isNaN(time) ? otherwise : Math.round(time)
}

const slugOf = (name: string): string =>
  cut(
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\w]+/g, '-')
      .replace(/^[-_]+|[-_]+$/g, ''),
    64,
  )

type Reading = Readonly<{ guidOf: GuidOf; sha256: (content: string | Uint8Array) => Sha256; now: number; version: string }>

/** @throws Failure 'invalid-input' when its codes are too many or stand under themselves */
export function foreignContents(
  foreign: Foreign,
  { guidOf, sha256, now, version }: Reading,
): Readonly<{ contents: ProjectContents; losses: readonly Loss[] }> {
  const all = noRecords()
  const own = (kind: string, ...parts: readonly string[]) => guidOf(`${foreign.program} ${kind}`, parts.join('\n'))
  const lost = {
    'Stretches whose places do not fit the words that they are said to hold are left out.': [] as Item[],
    'Stretches without words are left out.': [] as Item[],
    'Codes that the file does not list are left out.': [] as Item[],
    'Texts without words are left out.': [] as Item[],
    'Words too long for their field are cut.': [] as Item[],
  }
  const fitting = (id: string, words: string): string => {
    if (words.trim().length > PROSE) lost['Words too long for their field are cut.'].push([id, opening(words)])
    return prose(words)
  }

  const coders = new Map<string, CoderId>()
  const coderOf = (name: string): CoderId => {
    const called = line(name) || 'Unknown coder'
    const held = coders.get(called)
    if (held !== undefined) return held
    const id = CoderId.parse(called === 'Unknown coder' ? guidOf('coder', 'unknown') : guidOf('coder of another program', called))
    coders.set(called, id)
    all.coder.push({ id, name: called })
    return id
  }

  const codes = new Map<string, CodeId>()
  if (foreign.codebooks.reduce((sum, book) => sum + book.codes.length, 0) > MOST_CODES)
    throw new Failure('invalid-input', 'This file has more than 10,000 codes. Nothing was taken in.')
  for (const [place, { id: bookKey, name, description, codes: listed }] of foreign.codebooks.entries()) {
    const codebookId = CodebookId.parse(own('codebook', foreign.scope, bookKey))
    all.codebook.push({
      id: codebookId,
      name: line(name) || 'Codebook',
      description: fitting(bookKey, description),
      citation: '',
      position: place,
    })
    const known = new Map(listed.map(({ id, name: called }) => [id, CodeId.parse(own('code', foreign.scope, bookKey, id, called))]))
    for (const [key, id] of known) codes.set(key, id)
    const parentOf = new Map(listed.map(({ id, parent }) => [id, parent]))
    const keys = new Set<string>()
    const siblings = new Map<CodeId | null, number>()
    for (const { id, parent, name: called, color, definition } of listed) {
      let steps = 0
      for (let at = parent; at !== null; at = parentOf.get(at) ?? null)
        if (at === id || ++steps > DEEPEST)
          throw new Failure('invalid-input', 'The codes of this file stand under themselves. Nothing was taken in.')
      const parentId = parent === null ? null : (known.get(parent) ?? null)
      const position = siblings.get(parentId) ?? 0
      siblings.set(parentId, position + 1)
      const key = keyOf(called, keys)
      keys.add(key)
      const before = parentId === null ? all.code.filter((each) => each.parentId === null).map((each) => each.color) : []
      all.code.push({
        ...blank.code,
        id: known.get(id) as CodeId,
        codebookId,
        parentId,
        key,
        name: line(called) || 'Code without a name',
        definition: fitting(id, definition),
        color: colourOf(color, before),
        position,
        archived: false,
      })
    }
  }

  /** What is said of the codings of a code: names of attributes by their keys. */
  const valued = new Map<CodeId, Map<string, string>>()
  const keyFor = (code: CodeId, name: string): string => {
    const key = slugOf(name) || 'value'
    valued.set(code, (valued.get(code) ?? new Map<string, string>()).set(key, line(name) || key))
    return key
  }

  const texts = new Map<string, ProjectContents['texts'][number]>()
  const originals = new Map<string, ProjectContents['originals'][number]>()
  const attributes = new Map<string, string>()
  const taken = new Set<string>()
  /** A second text of the same name and words is another article. */
  const articleId = (name: string, textSha256: string): ArticleId => {
    let id = own('article', foreign.scope, name, textSha256)
    for (let n = 2; taken.has(id); n++) id = own('article', foreign.scope, name, textSha256, String(n))
    taken.add(id)
    return ArticleId.parse(id)
  }
  for (const { name, memo, collection, values, at, format, original, text, blocks, marks } of foreign.articles) {
    if (text.trim() === '') {
      lost['Texts without words are left out.'].push(name)
      continue
    }
    const [textSha256, originalSha256] = [sha256(text), sha256(original)]
    texts.set(textSha256, { sha256: textSha256, text, blocks })
    originals.set(originalSha256, { sha256: originalSha256, bytes: original })
    const importedAt = timeOf(at, now)
    const said = Object.entries(values).flatMap(([called, value]) => {
      const key = slugOf(called) || `v-${own('attribute', called)}`
      if (value.trim() === '') return []
      attributes.set(key, line(called) || key)
      return [[key, line(value)] as const]
    })
    const article: Article = {
      ...blank.article,
      id: articleId(name, textSha256),
      title: line(name),
      outlet: '',
      author: '',
      date: '',
      url: '',
      language: 'und',
      collection: line(collection),
      memo: fitting(name, memo),
      source: line(name),
      format,
      encoding: 'utf-8',
      repairs: [],
      words: countWords(text),
      textSha256,
      originalSha256,
      importedAt,
      importer: version,
      attributes: Object.fromEntries(said),
    }
    all.article.push(article)

    const folded = new Map<string, { highlight: Highlight; notes: Set<string>; codings: Map<CodeId, Coding> }>()
    for (const { id, words, ranges, codes: applied, note, coder, at: made } of marks) {
      const item: Item = [id, `${words === '' ? id : opening(words)}, ${name}`]
      if (ranges === null) {
        lost['Stretches whose places do not fit the words that they are said to hold are left out.'].push(item)
        continue
      }
      const within = ranges.filter(({ start, end }) => start < end && text.slice(start, end).trim() !== '')
      if (within.length === 0) {
        lost['Stretches without words are left out.'].push(item)
        continue
      }
      const mark = anchor(text, within)
      const coderId = coderOf(coder)
      const highlightId = HighlightId.parse(
        own('highlight', article.id, mark.ranges.map(({ start, end }) => `${start}-${end}`).join(' '), coderId),
      )
      const held = folded.get(highlightId) ?? {
        highlight: {
          ...blank.highlight,
          id: highlightId,
          articleId: article.id,
          ...mark,
          note: '',
          coderId,
          createdAt: timeOf(made, importedAt),
          origin: 'imported',
        },
        notes: new Set<string>(),
        codings: new Map<CodeId, Coding>(),
      }
      folded.set(highlightId, held)
      if (note.trim() !== '') held.notes.add(note.trim())
      for (const { id: codeKey, values: given } of applied) {
        const codeId = codes.get(codeKey)
        if (codeId === undefined) lost['Codes that the file does not list are left out.'].push([`${id} ${codeKey}`, item[1]])
        else if (!held.codings.has(codeId))
          held.codings.set(codeId, {
            id: CodingId.parse(own('coding', highlightId, codeId)),
            highlightId,
            articleId: article.id,
            codeId,
            attributes: Object.fromEntries(Object.entries(given).map(([name, value]) => [keyFor(codeId, name), line(value)])),
          })
      }
    }
    for (const { highlight, notes, codings } of folded.values()) {
      all.highlight.push({ ...highlight, note: fitting(highlight.id, [...notes].join('\n\n')) })
      all.coding.push(...codings.values())
    }
  }

  all.code = all.code.map((code) => ({
    ...code,
    attributes: [...(valued.get(code.id) ?? [])].slice(0, 50).map(([key, name]) => ({ key, name, kind: 'text', options: [], initial: '' })),
  }))

  const memo = fitting('memo', foreign.memo)
  const defined = [...attributes].slice(0, 50)
  if (memo !== '' || defined.length > 0)
    all.study.push({
      id: StudyId.parse('study'),
      memo,
      attributes: defined.map(([key, name]) => ({ key, name, kind: 'text', options: [], initial: '' })),
    })
  const contents = {
    name: line(foreign.name),
    analyst: null,
    records: all,
    texts: [...texts.values()],
    layouts: [],
    originals: [...originals.values()],
  }
  return { contents, losses: lossesOf(lost) }
}
