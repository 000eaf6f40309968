// The codes and coders of a report among those of a project. A code is the project's own by its id, else by the name of its
// codebook with its key and name or with its path; otherwise it is made, in a codebook of its own so that no codebook of the
// project changes, under codes like those above it in the report.
import { attributesOf, faultOfValue } from '../attributes.ts'
import { colourOf, keyOf } from '../codebook/qdc.ts'
import type { Item } from '../exchange/loss.ts'
import type { GuidOf } from '../exchange/qde.ts'
import { CodebookId, CodeId, CoderId } from '../ids.ts'
import { type Attribute, blank, type Code, type Codebook, type Coder, type Coding, type Entity } from '../records.ts'
import { type CodeData, type Evidence, idIn, type Quotation } from './evidence.ts'

/** Records of the project, to which those of the report are added. */
type Records = Readonly<{ codebook: Codebook[]; code: Code[]; coder: Coder[]; entity: readonly Entity[] }>

const LINE = 2_000
const line = (words: string, most = LINE): string =>
  (words.length <= most ? words : words.slice(0, most).replace(/[\ud800-\udbff]$/, '')).trim()
const PROSE = 200_000
const MOST_ATTRIBUTES = 50

/** A code of which nothing is said. */
const nothing = { id: '', codebook: '', key: '', name: '', path: [], color: '', definition: '', whenToUse: '', whenNot: '', example: '' }

const pathKey = (path: readonly string[]): string => JSON.stringify(path)

export class ReportCodes {
  readonly #records: Records
  readonly #guidOf: GuidOf
  readonly #project: string
  readonly #label: string
  readonly #data: ReadonlyMap<string, CodeData>
  /** The same by codebook and path. */
  readonly #byPath: ReadonlyMap<string, CodeData>
  readonly #known = new Map<string, CodeId>()
  readonly #byId: Map<string, Code>
  readonly #books: Map<string, Codebook>
  /** Codes of the report's own codebooks, by codebook and path; and those of them that were made. */
  readonly #placed = new Map<string, Code>()
  readonly #made = new Set<string>()
  readonly #keys = new Map<string, Set<string>>()
  readonly #defined = new Map<CodeId, Map<string, Attribute>>()
  /** Codes of which the report has only the name. */
  readonly bare: Item[] = []

  constructor(evidence: Evidence, records: Records, guidOf: GuidOf) {
    this.#records = records
    this.#guidOf = guidOf
    this.#project = line(evidence['parallax:project'])
    this.#label = line(evidence.label) || 'Report'
    const data = evidence['parallax:codes'] ?? []
    this.#data = new Map(data.map((code) => [code.id, code]))
    this.#byPath = new Map(data.map((code) => [pathKey([code.codebook, ...code.path, code.name]), code]))
    this.#byId = new Map(records.code.map((code) => [code.id, code]))
    this.#books = new Map(records.codebook.map((book) => [book.id, book]))
  }

  /** The code of a tag in the report's data; `name` is all that an older report says of it. */
  of(iri: string, name: string): CodeId {
    const key = iri || name
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const given = CodeId.safeParse(idIn('code', iri))
    const data = this.#data.get(iri) ?? { ...nothing, id: iri, name }
    const found = (given.success ? this.#byId.get(given.data) : undefined) ?? this.#alike(data) ?? this.#make(data)
    this.#known.set(key, found.id)
    return found.id
  }

  #pathOf(code: Code): string[] {
    const path: string[] = []
    for (let at = this.#byId.get(code.parentId ?? ''); at !== undefined && path.length <= 100; at = this.#byId.get(at.parentId ?? ''))
      path.unshift(at.name)
    return path
  }

  #alike({ codebook, key, name, path }: CodeData): Code | undefined {
    if (codebook === '') {
      const named = this.#records.code.filter((code) => code.name.toLowerCase() === name.toLowerCase())
      return named.length === 1 ? named[0] : undefined
    }
    return this.#records.code.find(
      (code) =>
        code.name === name &&
        this.#books.get(code.codebookId)?.name === codebook &&
        (code.key === key || pathKey(this.#pathOf(code)) === pathKey(path)),
    )
  }

  #bookFor(name: string): Codebook {
    const called = line(name) || this.#label
    const id = CodebookId.parse(this.#guidOf('codebook of a report', `${this.#project}\n${called}`))
    const known = this.#books.get(id)
    if (known !== undefined) return known
    const description = `Codes of the report “${this.#label}” of the project “${this.#project}”.`
    const book: Codebook = { id, name: called, description, citation: '', position: this.#records.codebook.length }
    this.#books.set(id, book)
    this.#records.codebook.push(book)
    return book
  }

  /** The codebook for codes of a report, with what it holds since an earlier report of the same project. */
  #open(name: string): Readonly<{ book: Codebook; keys: Set<string> }> {
    const book = this.#bookFor(name)
    const known = this.#keys.get(book.id)
    if (known !== undefined) return { book, keys: known }
    const inBook = this.#records.code.filter(({ codebookId }) => codebookId === book.id)
    const keys = new Set(inBook.map(({ key }) => key))
    this.#keys.set(book.id, keys)
    for (const code of inBook) this.#placed.set(pathKey([book.id, ...this.#pathOf(code), code.name]), code)
    return { book, keys }
  }

  #make(data: CodeData): Code {
    const { book, keys } = this.#open(data.codebook)
    const at = pathKey([book.id, ...data.path, data.name])
    const known = this.#placed.get(at)
    if (known !== undefined) return known
    const above = data.path.at(-1)
    const parent = above === undefined ? null : this.#make(this.#named(data, data.path.slice(0, -1), above))
    const given = CodeId.safeParse(idIn('code', data.id))
    const key = keyOf(line(data.key, 58) || line(data.name, 58), keys)
    keys.add(key)
    const code: Code = {
      ...blank.code,
      id:
        given.success && !this.#byId.has(given.data)
          ? given.data
          : CodeId.parse(this.#guidOf('code of a report', `${this.#project}\n${at}`)),
      codebookId: book.id,
      parentId: parent?.id ?? null,
      key,
      name: line(data.name) || 'Code without a name',
      definition: line(data.definition, PROSE),
      whenToUse: line(data.whenToUse, PROSE),
      whenNot: line(data.whenNot, PROSE),
      example: line(data.example, PROSE),
      color: colourOf(data.color, []),
      position: keys.size,
      archived: false,
    }
    if (data.id === '') this.bare.push([code.id, [...data.path, data.name].join(' › ')])
    this.#placed.set(at, code)
    this.#made.add(code.id)
    this.#byId.set(code.id, code)
    this.#records.code.push(code)
    return code
  }

  /** What the report says of the code above another one: often only its name. */
  #named(under: CodeData, path: readonly string[], name: string): CodeData {
    const known = this.#byPath.get(pathKey([under.codebook, ...path, name]))
    return known ?? { ...nothing, codebook: under.codebook, color: under.color, name, path: [...path] }
  }

  /** What a coding says with a code, as far as the code has attributes for it; a code that was made gets them. `null`: something stays out. */
  values(codeId: CodeId, said: Readonly<Record<string, string>>): Readonly<{ attributes: Coding['attributes']; whole: boolean }> {
    const code = this.#byId.get(codeId)
    const isMade = this.#made.has(codeId)
    const attributes = new Map(code === undefined ? [] : attributesOf(code, this.#byId).map((each) => [each.key, each]))
    const kept: [string, string][] = []
    const entries = Object.entries(said)
    for (const [key, value] of entries) {
      const own = this.#defined.get(codeId) ?? new Map<string, Attribute>()
      if (isMade && !own.has(key) && own.size < MOST_ATTRIBUTES && /^[\w-]{1,64}$/.test(key))
        this.#defined.set(codeId, own.set(key, { key, name: key, kind: 'text', options: [], initial: '' }))
      const attribute = attributes.get(key) ?? this.#defined.get(codeId)?.get(key)
      const meant = attribute?.kind === 'entity' ? this.#records.entity.find(({ name }) => name === value)?.id : value
      if (attribute !== undefined && meant !== undefined && faultOfValue(attribute, meant) === undefined) kept.push([key, meant])
    }
    return { attributes: Object.fromEntries(kept), whole: kept.length === entries.length }
  }

  /** Gives the codes that were made the attributes that their codings speak of. */
  settle(): void {
    for (const [at, code] of this.#records.code.entries()) {
      const own = this.#defined.get(code.id)
      if (own !== undefined) this.#records.code[at] = { ...code, attributes: [...own.values()] }
    }
  }
}

/** Who made what the report shows: the project's own coder by id, else by name, else a new one. */
export function reportCoders(coders: Coder[], guidOf: GuidOf): (item: Quotation) => CoderId {
  const known = new Map<string, CoderId>()
  return ({ creator }) => {
    const name = line(creator?.name ?? '') || 'Unknown coder'
    const iri = creator?.id ?? ''
    const key = iri || name
    const before = known.get(key)
    if (before !== undefined) return before
    const given = CoderId.safeParse(idIn('coder', iri))
    const held = coders.find(({ id }) => given.success && id === given.data) ?? coders.find((coder) => coder.name === name)
    const id = held?.id ?? (given.success ? given.data : CoderId.parse(guidOf('coder of a report', name)))
    if (held === undefined) coders.push({ id, name })
    known.set(key, id)
    return id
  }
}
