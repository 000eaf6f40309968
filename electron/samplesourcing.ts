// Who says what in the sample's articles: quotations linked to their sources and cues, and to the entities who speak.
import { attributesOf, faultOfValue, setAttribute } from '../shared/attributes.ts'
import { applyTo, type Change } from '../shared/change.ts'
import { addHighlight, type Pen, recode } from '../shared/commands.ts'
import type { OpenArticle } from '../shared/contract.ts'
import { pointAt } from '../shared/entities.ts'
import { Failure } from '../shared/failure.ts'
import type { EntityId, HighlightId } from '../shared/ids.ts'
import { addLink } from '../shared/links.ts'
import type { Code, Coding, Highlight, Link } from '../shared/records.ts'
import { attributionKeys } from '../shared/sourcing/make.ts'
import { placeWords, type Said } from './samplefile.ts'

type Opened = Pick<OpenArticle, 'article' | 'text' | 'highlights' | 'codings'>
const byId = <R extends Readonly<{ id: string }>>(records: readonly R[]): ReadonlyMap<string, R> =>
  new Map(records.map((record) => [record.id, record]))

/** Marks of one article, as they become step by step. */
class Marks {
  readonly change: Change[number][] = []
  readonly #pen: Pen
  readonly #codes: readonly Code[]
  readonly #codesById: ReadonlyMap<string, Code>
  readonly #opened: Opened
  #highlights: ReadonlyMap<string, Highlight>
  #codings: ReadonlyMap<string, Coding>
  #links: ReadonlyMap<string, Link> = new Map()

  constructor(pen: Pen, codes: readonly Code[], opened: Opened) {
    this.#pen = pen
    this.#codes = codes
    this.#codesById = byId(codes)
    this.#opened = opened
    this.#highlights = byId(opened.highlights)
    this.#codings = byId(opened.codings)
  }

  #take(change: Change): void {
    this.change.push(...change)
    this.#highlights = applyTo('highlight', this.#highlights, change)
    this.#codings = applyTo('coding', this.#codings, change)
    this.#links = applyTo('link', this.#links, change)
  }

  /** The mark on these words, with the code and its values, about the entity; made where there is none. */
  mark(words: Said['words'], key: string, values: Readonly<Record<string, string>>, entityId: EntityId | null): HighlightId {
    const { article, text } = this.#opened
    const code = this.#codes.find((each) => each.key === key)
    if (code === undefined) throw new Failure('invalid-input', `${article.source}: no code has the key ${key}.`)
    const ranges = placeWords(article.source, text, words)
    const at = JSON.stringify(ranges)
    const there = () => [...this.#highlights.values()].find((each) => JSON.stringify(each.ranges) === at)
    const held = there()
    const codings = [...this.#codings.values()].filter(({ highlightId }) => highlightId === held?.id)
    const wanted = [...codings.map(({ codeId }) => codeId), code.id]
    this.#take(
      held === undefined
        ? addHighlight(this.#pen, { id: article.id, text }, ranges, wanted)
        : recode(this.#pen, { highlight: held, codings }, wanted),
    )
    const highlight = there()
    if (highlight === undefined) throw new TypeError('a mark that was made is there')
    for (const [name, value] of Object.entries(values)) {
      const attribute = attributesOf(code, this.#codesById).find((each) => each.key === name)
      if (attribute === undefined || faultOfValue(attribute, value) !== undefined)
        throw new Failure('invalid-input', `${article.source}: “${value}” is no ${name} of ${key}.`)
      const coding = [...this.#codings.values()].find((each) => each.highlightId === highlight.id && each.codeId === code.id)
      if (coding !== undefined) this.#take(setAttribute(coding, name, value))
    }
    if (entityId !== null) this.#take(pointAt(highlight, entityId))
    return highlight.id
  }

  link(type: 'source' | 'cue', from: HighlightId, to: HighlightId): void {
    this.#take(addLink(this.#pen, [...this.#links.values()], { type, leaving: true }, from, to))
  }
}

/**
 * Links what is said in an article to who says it, as one change. What is marked already gets its code, what is not is marked.
 * @throws Failure 'invalid-input' for words, codes, values or entities that are not there
 */
export function linkSaid(
  pen: Pen,
  codes: readonly Code[],
  opened: Opened,
  said: readonly Said[],
  entities: ReadonlyMap<string, EntityId>,
): Change {
  const marks = new Marks(pen, codes, opened)
  for (const { words, as, source, who, type, naming, cue, stance } of said) {
    const entityId = who === undefined ? null : entities.get(who)
    if (entityId === undefined) throw new Failure('invalid-input', `${opened.article.source}: no entity is called “${who}”.`)
    const content = marks.mark(words, attributionKeys[as], {}, null)
    marks.link('source', content, marks.mark(source, attributionKeys.source, { source_type: type, naming }, entityId))
    if (cue !== undefined) marks.link('cue', content, marks.mark(cue, attributionKeys.cue, stance === undefined ? {} : { stance }, null))
  }
  return marks.change
}
