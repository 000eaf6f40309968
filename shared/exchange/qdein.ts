// A REFI-QDA project as the records of a project of ours. How its positions are counted is proved first (convention.ts). What other
// programs write twice is folded: NVivo makes a selection for each code of a stretch, and several write a note as a description too.
import { anchor } from '../anchor.ts'
import { colourOf, guidanceFrom, keyOf } from '../codebook/qdc.ts'
import { Failure } from '../failure.ts'
import { ArticleId, CodebookId, CodeId, CoderId, CodingId, EntityId, HighlightId, LinkId, type Sha256, StudyId } from '../ids.ts'
import { type Article, blank, Coding, Entity, type Highlight, linkTypes } from '../records.ts'
import { countWords } from '../text.ts'
import { noRecords, type ProjectContents } from './contents.ts'
import { type Convention, LEAST_FIT, type Numbered, type Proof, placer, plainOf, prove, wordsOf } from './convention.ts'
import { type Loss, lossesOf } from './loss.ts'
import { layOut } from './plaintext.ts'
import { entityFields, type FieldName, fieldNames, type GuidOf, origins, type Qde, type QdeSource, type QdeValue } from './qde.ts'

export type Reading = Readonly<{
  guidOf: GuidOf
  sha256: (content: string | Uint8Array) => Sha256
  /** The bytes that the text of a source was read from, by its GUID. */
  bytes: ReadonlyMap<string, Uint8Array>
  now: number
  version: string
}>
export type QdpxRead = Readonly<{ contents: ProjectContents; losses: readonly Loss[]; proof: Proof }>

const LINE = 2_000
const PROSE = 200_000
const cut = (words: string, most: number): string => (words.length <= most ? words : words.slice(0, most).replace(/[\ud800-\udbff]$/, ''))
const line = (words: string): string => cut(words, LINE)
const joined = (parts: readonly string[]): string => cut([...new Set(parts.filter((part) => part.trim() !== ''))].join('\n\n'), PROSE)
/** Times without a zone are in UTC. */
function timeOf(at: string, otherwise: number): number {
  const time = Date.parse(/[Zz]$|[+-]\d\d:?\d\d$/.test(at) ? at : `${at}Z`)
  return Number.isNaN(time) ? otherwise : Math.round(time)
}

/** What programs and people call the fields of an article. */
const knownNames: readonly (readonly [FieldName, RegExp])[] = [
  ['outlet', /^(?:outlet|publication|newspaper|medium|publisher)$/i],
  ['author', /^(?:author|byline|writer)s?$/i],
  ['date', /^(?:date|published|(?:publication|publishing) date|date of publication)$/i],
  ['modified', /^(?:changed|modified|updated)$/i],
  ['section', /^section$/i],
  ['url', /^(?:url|link|web ?address|address)$/i],
  ['language', /^lang(?:uage)?$/i],
  ['collection', /^collection$/i],
  ['source', /^file ?name$/i],
]

const preferences: readonly (readonly [RegExp, Partial<Convention>])[] = [
  [/^parallax \(utf-16/i, { unit: 'utf-16' }],
  [/nvivo/i, { unit: 'utf-16', lineEnd: 2, mark: 0 }],
  [/atlas/i, { unit: 'code point', lineEnd: 1, mark: 0 }],
]

/** @throws Failure 'refused' when the positions of the file fit no way of counting */
export function contentsOf(qde: Qde, { guidOf, sha256, bytes, now, version }: Reading): QdpxRead {
  const ours = Object.values(origins).includes(qde.origin)
  const numbered: readonly Numbered[] = qde.sources
  const preferred = preferences.find(([origin]) => origin.test(qde.origin))?.[1] ?? { unit: 'code point', lineEnd: 2, mark: 0 }
  const proof = prove(numbered, preferred, ours ? 1 : undefined)
  if (proof.score < LEAST_FIT)
    throw new Failure(
      'refused',
      `The positions of this file fit no way of counting: at best ${wordsOf(proof)}, which gives stretches such as ${proof.samples
        .slice(0, 2)
        .map((words) => `“${words.slice(0, 60)}”`)
        .join(' and ')}. Nothing was taken in.`,
    )

  const lost = {
    'Sets of codes are left out.': [] as string[],
    'Codes that were only headings can be applied here.': [] as string[],
    'Codes of a whole source are left out.': [] as string[],
    'Codes on selections that the file does not list are left out.': [] as string[],
    'Selections outside their text are left out.': [] as string[],
    'Selections without words are left out.': [] as string[],
    'Links whose ends are not two highlights are left out.': [] as string[],
    'Further cases, sets and collections of what has one already are left out.': [] as string[],
    'Words too long for their field are cut.': [] as string[],
  }
  const all = noRecords()
  const notes = new Map(qde.notes.map((note) => [note.guid, note]))
  const used = new Set<string>()
  const noted = (ids: readonly string[]): string[] =>
    ids.flatMap((id) => {
      used.add(id)
      return notes.get(id)?.text ?? []
    })
  const long = (id: string, words: string, most: number): string => {
    if (words.length > most) lost['Words too long for their field are cut.'].push(id)
    return cut(words, most)
  }

  for (const [n, { guid, name }] of qde.users.entries()) all.coder.push({ id: CoderId.parse(guid), name: line(name) || `Coder ${n + 1}` })
  const coders = new Set<string>(qde.users.map(({ guid }) => guid))
  const coderOf = (...users: readonly string[]): CoderId => {
    const found = users.find((user) => coders.has(user)) ?? (coders.has(qde.user) ? qde.user : undefined)
    if (found !== undefined) return CoderId.parse(found)
    const unknown = CoderId.parse(guidOf('coder', 'unknown'))
    if (!coders.has(unknown)) all.coder.push({ id: unknown, name: 'Unknown coder' })
    coders.add(unknown)
    return unknown
  }

  takeCodes()
  const codes = new Map(all.code.map((code) => [code.id as string, code]))
  const variables = new Map(qde.variables.map((variable) => [variable.guid, variable]))
  const ownField = new Map<string, FieldName>(
    (Object.keys(fieldNames) as FieldName[]).map((field) => [guidOf('variable', `field ${field}`), field]),
  )
  const entityField = new Map(Object.keys(entityFields).map((field) => [guidOf('variable', `entity ${field}`), field]))
  const attributes = new Map<string, string>()
  for (const { guid, name, description } of ours ? qde.variables : [])
    if (!ownField.has(guid) && !entityField.has(guid) && /^[\w-]{1,64}$/.test(description)) attributes.set(description, line(name))
  const texts = new Map<string, ProjectContents['texts'][number]>()
  const originals = new Map<string, ProjectContents['originals'][number]>()
  /** The highlight of each selection. */
  const highlightAt = new Map<string, HighlightId>()
  const taken = new Set<string>()

  function takeCodes(): void {
    const books = ours ? qde.sets.filter(({ sources }) => sources.length === 0) : []
    const bookOf = new Map(
      books.flatMap(({ guid, codes: members }, n) => members.map((code) => [code, { id: CodebookId.parse(guid), n }] as const)),
    )
    for (const [position, { guid, name, description }] of books.entries())
      all.codebook.push({
        id: CodebookId.parse(guid),
        name: line(name),
        description: long(guid, description, PROSE),
        citation: '',
        position,
      })
    const [first] = qde.codes
    const rest = first === undefined ? undefined : CodebookId.parse(guidOf('codebook', `of ${first.guid}`))
    const keys = new Map<string, Set<string>>()
    const siblings = new Map<string, number>()
    const done = new Set<string>()
    for (const { guid, parent, name, color, description, isCodable, notes: ids } of qde.codes) {
      if (done.has(guid)) throw new Failure('invalid-input', `Two codes of this file have the GUID ${guid}. Nothing was taken in.`)
      done.add(guid)
      const book = bookOf.get(guid)?.id ?? (rest as CodebookId)
      if (book === rest && !all.codebook.some(({ id }) => id === rest))
        all.codebook.push({ id: book, name: line(qde.name) || 'Codebook', description: '', citation: '', position: books.length })
      if (!isCodable) lost['Codes that were only headings can be applied here.'].push(guid)
      const held = keys.get(book) ?? new Set()
      const key = keyOf(name, held)
      keys.set(book, held.add(key))
      const above = parent ?? book
      const position = siblings.get(above) ?? 0
      siblings.set(above, position + 1)
      const { definition, whenToUse, whenNot, example, memo } = guidanceFrom(description)
      all.code.push({
        ...blank.code,
        id: CodeId.parse(guid),
        codebookId: book,
        parentId: parent === null ? null : CodeId.parse(parent),
        key,
        name: line(name) || 'Code without a name',
        definition: long(guid, definition, PROSE),
        whenToUse: cut(whenToUse, PROSE),
        whenNot: cut(whenNot, PROSE),
        example: cut(example, PROSE),
        memo: joined([memo, ...noted(ids)]),
        color: colourOf(color, parent === null ? all.code.filter(({ parentId }) => parentId === null).map((code) => code.color) : []),
        position,
        archived: false,
      })
    }
  }

  /** What the values of a source or case say: fields of the article, and attributes. */
  function said(values: readonly QdeValue[]): Readonly<{ fields: Partial<Record<FieldName, string>>; values: Record<string, string> }> {
    const fields: Partial<Record<FieldName, string>> = {}
    const others = new Map<string, string>()
    for (const { variable: guid, value } of values) {
      const variable = variables.get(guid)
      if (variable === undefined || value === '' || entityField.has(guid)) continue
      const field = ours ? ownField.get(guid) : knownNames.find(([, names]) => names.test(variable.name.trim()))?.[0]
      if (field !== undefined) {
        fields[field] ??= long(guid, value, field === 'language' ? 35 : LINE)
        continue
      }
      const slug = variable.name
        .toLowerCase()
        .replace(/[^\w]+/g, '-')
        .replace(/^-+|-+$/g, '')
      const key = cut(ours && variable.description !== '' ? variable.description : slug || `v-${guid}`, 64)
      attributes.set(key, line(variable.name) || key)
      others.set(key, long(guid, value, LINE))
    }
    return { fields, values: Object.fromEntries(others) }
  }

  function takeSource(source: QdeSource): void {
    const { guid, name, description, raw, selections, notes: ids, at, codings: whole } = source
    const laid = layOut(plainOf(raw))
    const textSha256 = sha256(laid.text)
    const file = bytes.get(guid) ?? new Uint8Array()
    const originalSha256 = sha256(file)
    texts.set(textSha256, { sha256: textSha256, text: laid.text, blocks: laid.blocks })
    originals.set(originalSha256, { sha256: originalSha256, bytes: file })
    lost['Codes of a whole source are left out.'].push(...whole.map((coding) => coding.guid))
    const { fields, values } = said(source.values)
    const created = timeOf(at, now)
    const article: Article = {
      ...blank.article,
      id: ArticleId.parse(guid),
      title: long(guid, name, LINE),
      outlet: '',
      author: '',
      date: '',
      url: '',
      language: 'und',
      collection: '',
      source: line(name),
      ...fields,
      memo: joined([description, ...noted(ids)]),
      format: 'text',
      encoding: 'utf-8',
      repairs: [],
      words: countWords(laid.text),
      textSha256,
      originalSha256,
      importedAt: created,
      importer: version,
      attributes: values,
    }
    all.article.push(article)

    const place = placer(source, proof.convention)
    const folded = new Map<string, { highlight: Highlight; words: string[]; codings: Map<string, Coding> }>()
    for (const selection of selections) {
      const [from, to] = [place(selection.start), place(selection.end)]
      if (from === null || to === null || from >= to) {
        lost['Selections outside their text are left out.'].push(selection.guid)
        continue
      }
      const range = { start: laid.at(from), end: laid.at(to) }
      if (range.end <= range.start || laid.text.slice(range.start, range.end).trim() === '') {
        lost['Selections without words are left out.'].push(selection.guid)
        continue
      }
      const mark = anchor(laid.text, [range])
      const coderId = coderOf(selection.user, selection.codings[0]?.user ?? '', source.user)
      const key = ours ? selection.guid : `${mark.ranges[0]?.start} ${mark.ranges[0]?.end} ${coderId}`
      let same = folded.get(key)
      if (same === undefined) {
        const id = HighlightId.parse(
          taken.has(selection.guid) ? guidOf('again', `${guid} ${selection.guid} ${folded.size}`) : selection.guid,
        )
        taken.add(id)
        const createdAt = timeOf(selection.at || (selection.codings[0]?.at ?? ''), created)
        same = {
          highlight: { ...blank.highlight, id, articleId: article.id, ...mark, note: '', coderId, createdAt },
          words: [],
          codings: new Map(),
        }
        folded.set(key, same)
      }
      highlightAt.set(selection.guid, same.highlight.id)
      same.words.push(selection.description, ...noted(selection.notes))
      for (const coding of selection.codings) {
        const code = codes.get(coding.code)
        if (code === undefined) {
          lost['Codes on selections that the file does not list are left out.'].push(coding.guid)
          continue
        }
        const said = noted(coding.notes)
        const values = ours ? said.map(valuesFrom).find((found) => found !== null) : undefined
        if (values === undefined) same.words.push(...said.map((words) => `${code.name}: ${words}`))
        if (same.codings.has(code.id)) continue
        const id = CodingId.parse(taken.has(coding.guid) ? guidOf('again', `${selection.guid} ${coding.guid}`) : coding.guid)
        taken.add(id)
        same.codings.set(code.id, { id, highlightId: same.highlight.id, articleId: article.id, codeId: code.id, attributes: values ?? {} })
      }
    }
    for (const { highlight, words, codings } of folded.values()) {
      all.highlight.push({ ...highlight, note: joined(words) })
      all.coding.push(...codings.values())
    }
  }
  for (const source of qde.sources) takeSource(source)

  const articles = new Map(all.article.map((article, n) => [article.id as string, n]))
  const change = (guid: string, edit: (article: Article) => Article) => {
    const n = articles.get(guid)
    if (n !== undefined) all.article[n] = edit(all.article[n] as Article)
  }
  const more = 'Further cases, sets and collections of what has one already are left out.'
  const entityOf = new Map<string, EntityId>()
  for (const { guid, name, description, values, sources, selections } of qde.cases) {
    const own = new Map(values.map(({ variable, value }) => [entityField.get(variable) ?? '', value]))
    if (selections.length > 0 || own.has('kind')) {
      const kind = Entity.unwrap().shape.kind.safeParse(own.get('kind')).data ?? 'other'
      const aliases = namesFrom(own.get('aliases') ?? '')
      const id = EntityId.parse(guid)
      all.entity.push({
        id,
        name: line(name) || 'Case without a name',
        kind,
        side: line(own.get('side') ?? ''),
        aliases,
        memo: cut(description, PROSE),
      })
      for (const selection of selections) {
        const highlight = highlightAt.get(selection)
        if (highlight === undefined || (entityOf.get(highlight) ?? id) !== id) lost[more].push(guid)
        else entityOf.set(highlight, id)
      }
    }
    const { fields, values: others } = said(values)
    for (const source of sources)
      change(source, (article) => {
        if (article.outlet !== '' && article.outlet !== line(name)) lost[more].push(guid)
        const outlet = article.outlet || line(name)
        const filled = Object.fromEntries(Object.entries(fields).filter(([field]) => article[field as FieldName] === ''))
        return { ...article, ...filled, outlet, attributes: { ...others, ...article.attributes } }
      })
  }
  if (entityOf.size > 0) all.highlight = all.highlight.map((highlight) => ({ ...highlight, entityId: entityOf.get(highlight.id) ?? null }))
  for (const { guid, name, sources, codes: members } of qde.sets) {
    if (members.length > 0 && !ours) lost['Sets of codes are left out.'].push(guid)
    for (const source of sources)
      change(source, (article) => {
        if (article.collection !== '' && article.collection !== line(name)) lost[more].push(guid)
        return { ...article, collection: article.collection || line(name) }
      })
  }

  for (const { guid, name, from, to, notes: ids } of qde.links) {
    const [fromId, toId] = [highlightAt.get(from), highlightAt.get(to)]
    const words = noted(ids)
    if (fromId === undefined || toId === undefined || fromId === toId) {
      lost['Links whose ends are not two highlights are left out.'].push(guid)
      continue
    }
    const type = linkTypes.find((known) => known === name)
    const first = notes.get(ids[0] ?? '')
    all.link.push({
      id: LinkId.parse(guid),
      type: type ?? 'same thing',
      fromId,
      toId,
      note: joined(type === undefined ? [name, ...words] : words),
      coderId: coderOf(first?.user ?? ''),
      createdAt: timeOf(first?.at ?? '', now),
    })
  }

  const free = qde.notes.filter(({ guid, text }) => !used.has(guid) && text.trim() !== '')
  const memo = joined([qde.description, ...free.map(({ name, text }) => (name === '' ? text : `${name}\n${text}`))])
  const defined = [...attributes].filter(([key]) => /^[\w-]{1,64}$/.test(key)).slice(0, 50)
  if (memo !== '' || defined.length > 0)
    all.study.push({
      id: StudyId.parse('study'),
      memo,
      attributes: defined.map(([key, name]) => ({ key, name: name || key, kind: 'text', options: [], initial: '' })),
    })
  return {
    contents: {
      name: line(qde.name),
      analyst: ours && coders.has(qde.user) ? CoderId.parse(qde.user) : null,
      records: all,
      texts: [...texts.values()],
      layouts: [],
      originals: [...originals.values()],
    },
    losses: lossesOf(lost),
    proof,
  }
}

/** The values of a coding from a note of ours; `null` for any other note. */
function valuesFrom(text: string): Coding['attributes'] | null {
  try {
    return Coding.unwrap().shape.attributes.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Other names of an entity from a value of ours. */
function namesFrom(text: string): Entity['aliases'] {
  try {
    return Entity.unwrap().shape.aliases.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}
