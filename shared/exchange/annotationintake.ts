// What annotations speak of besides texts: who made them, their tags, the people and things that they name. What the project has under
// the same name on the web, or under the same name alone, is that; anything else is made new.
import { freshColour } from '../codebook/colours.ts'
import { keyOf } from '../codebook/qdc.ts'
import { CodebookId, CodeId, CoderId, EntityId } from '../ids.ts'
import { blank, type Code, type Codebook, type Coder, type Entity } from '../records.ts'
import type { ProjectContents } from './contents.ts'
import { iriOf, many, type Node, nodeOf, textOf } from './jsonld.ts'
import type { GuidOf } from './qde.ts'

const line = (words: string): string => words.slice(0, 2_000).replace(/[\ud800-\udbff]$/, '')

/** The GUID in a name on the web, or one made from it. */
export function guidFrom(guidOf: GuidOf, kind: string, iri: string): string {
  const found = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(iri)?.[1]?.toLowerCase()
  return found ?? guidOf(kind, iri)
}

/** What the bodies of an annotation say; `unsaid`: whether there are some that are no words. */
type Said = Readonly<{ tags: Code[]; note: string; kinds: readonly string[]; entity: Entity | null; unsaid: boolean }>

export class AnnotationIntake {
  readonly coders: Coder[]
  readonly codebooks: Codebook[]
  readonly codes: Code[]
  readonly entities: Entity[]
  readonly #guidOf: GuidOf
  readonly #label: string
  readonly #coderOf: Map<string, Coder>
  readonly #codeOf: Map<string, Code>
  readonly #entityOf: Map<string, Entity>

  /** `label`: what the file calls itself. */
  constructor({ records }: ProjectContents, guidOf: GuidOf, label: string) {
    this.coders = [...records.coder]
    this.codebooks = [...records.codebook]
    this.codes = [...records.code]
    this.entities = [...records.entity]
    this.#guidOf = guidOf
    this.#label = line(label) || 'Annotations'
    const held = <T extends Readonly<{ id: string }>>(kind: string, all: readonly T[]) =>
      new Map(all.map((each) => [`urn:uuid:${guidOf(kind, each.id)}`, each]))
    this.#coderOf = held('coder', records.coder)
    this.#codeOf = held('code', records.code)
    this.#entityOf = held('entity', records.entity)
  }

  coderFor(annotation: Node): CoderId {
    const creator = many(annotation.creator)[0]
    const [iri, name] = [iriOf(creator), textOf(nodeOf(creator).name)]
    const known = this.#coderOf.get(iri) ?? this.coders.find((coder) => name !== '' && coder.name === name)
    if (known !== undefined) return known.id
    const id = CoderId.parse(guidFrom(this.#guidOf, 'coder', iri || name || 'unknown'))
    if (this.coders.some((coder) => coder.id === id)) return id
    const coder = { id, name: line(name || iri) || 'Unknown coder' }
    this.coders.push(coder)
    this.#coderOf.set(iri || `urn:uuid:${id}`, coder)
    return id
  }

  codeFor(iri: string, name: string): Code {
    const named = this.codes.filter((code) => code.name.toLowerCase() === name.toLowerCase())
    const known = this.#codeOf.get(iri) ?? (named.length === 1 ? named[0] : undefined)
    if (known !== undefined) return known
    const codebookId = CodebookId.parse(this.#guidOf('codebook', `annotations ${this.#label}`))
    if (!this.codebooks.some(({ id }) => id === codebookId))
      this.codebooks.push({ id: codebookId, name: this.#label, description: '', citation: '', position: this.codebooks.length })
    const siblings = this.codes.filter((code) => code.codebookId === codebookId)
    const code: Code = {
      ...blank.code,
      id: CodeId.parse(guidFrom(this.#guidOf, 'code', iri || `annotations ${name.toLowerCase()}`)),
      codebookId,
      parentId: null,
      key: keyOf(name, new Set(siblings.map(({ key }) => key))),
      name: line(name) || 'Code without a name',
      definition: '',
      color: freshColour(siblings.map(({ color }) => color)),
      position: siblings.length,
      archived: false,
    }
    this.codes.push(code)
    this.#codeOf.set(`urn:uuid:${code.id}`, code)
    return code
  }

  #entityFor(iri: string, name: string): Entity {
    const known = this.#entityOf.get(iri) ?? this.entities.find((entity) => entity.name === name)
    if (known !== undefined) return known
    const id = EntityId.parse(guidFrom(this.#guidOf, 'entity', iri || name))
    const entity: Entity = { id, name: line(name) || 'Entity without a name', kind: 'other', side: '', aliases: [], memo: '' }
    this.entities.push(entity)
    this.#entityOf.set(`urn:uuid:${id}`, entity)
    return entity
  }

  said(annotation: Node): Said {
    const [tags, notes, kinds]: [Code[], string[], string[]] = [[], [], []]
    let entity: Entity | null = null
    let unsaid = false
    const notable = many(annotation.motivation).map(textOf)
    for (const body of [...many(annotation.body), ...many(annotation.bodyValue)]) {
      const node = nodeOf(body)
      const purpose = textOf(node.purpose) || (notable.includes('tagging') ? 'tagging' : 'commenting')
      const words = textOf(node.value) || (typeof body === 'string' && !/^[a-z]+:\S+$/i.test(body) ? body : '')
      const known = this.#codeOf.get(iriOf(node.source))
      if (known !== undefined) tags.push(known)
      else if (words === '') unsaid = true
      else if (purpose === 'tagging') tags.push(this.codeFor(iriOf(node), words))
      else if (purpose === 'identifying') entity = this.#entityFor(iriOf(node), words)
      else if (purpose === 'classifying') kinds.push(words)
      else notes.push(words)
    }
    const note = notes
      .join('\n\n')
      .slice(0, 200_000)
      .replace(/[\ud800-\udbff]$/, '')
    return { tags: [...new Set(tags)], note, kinds, entity, unsaid }
  }
}
