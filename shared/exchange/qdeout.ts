// The records of a project as a REFI-QDA project. A highlight becomes a selection with a coding for each code; outlets become cases
// with their sources, entities cases with their selections, collections and codebooks sets. Notes stand twice, as the description
// that some programs read and as the note with author and time that others do.
import { describe } from '../codebook/qdc.ts'
import { inTreeOrder } from '../codebook/tree.ts'
import type { Highlight } from '../records.ts'
import { grouped, type ProjectContents } from './contents.ts'
import { EXCERPT } from './convention.ts'
import { Ruler } from './positions.ts'
import {
  entityFields,
  type FieldName,
  fieldNames,
  type GuidOf,
  type Offsets,
  origins,
  type Qde,
  type QdeCase,
  type QdeCoding,
  type QdeNote,
  type QdeSelection,
  type QdeSet,
  type QdeValue,
} from './qde.ts'
import { content } from './xml.ts'

const fields = Object.keys(fieldNames) as FieldName[]
const dateOf = (time: number): string => {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) || !/^\d{4}-/.test(date.toISOString()) ? '' : date.toISOString()
}

/** One selection for each range; those after the first are called by their number. */
const selectionIds = ({ id, ranges }: Pick<Highlight, 'id' | 'ranges'>, guidOf: GuidOf): string[] =>
  ranges.map((_, n) => (n === 0 ? guidOf('highlight', id) : guidOf('piece', `${id} ${n}`)))

export function qdeOf({ name, analyst, records, texts }: ProjectContents, offsets: Offsets, guidOf: GuidOf): Qde {
  const textOf = new Map(texts.map(({ sha256, text }) => [sha256, text]))
  const user = (id: string) => guidOf('coder', id)
  const notes: QdeNote[] = []
  const noteOn = (what: string, id: string, called: string, text: string, by: string, at: string): string[] => {
    if (content(text) === '') return []
    const guid = guidOf('note', `${what} ${id}`)
    notes.push({ guid, name: called, text, user: by, at })
    return [guid]
  }
  const attributes = new Map(records.study.flatMap((study) => study.attributes.map(({ key, name: called }) => [key, called])))
  for (const article of records.article)
    for (const key of Object.keys(article.attributes)) if (!attributes.has(key)) attributes.set(key, key)
  const fieldGuid = (field: string) => guidOf('variable', `field ${field}`)
  const attributeGuid = (key: string) => guidOf('variable', `attribute ${key}`)
  const entityGuid = (field: string) => guidOf('variable', `entity ${field}`)
  const variables = [
    ...fields.map((field) => ({ guid: fieldGuid(field), name: fieldNames[field], description: '' })),
    ...[...attributes].map(([key, called]) => ({ guid: attributeGuid(key), name: called, description: key })),
    ...(records.entity.length === 0
      ? []
      : Object.entries(entityFields).map(([field, called]) => ({ guid: entityGuid(field), name: called, description: '' }))),
  ]
  const valuesOf = (found: Readonly<Record<string, string>>, guid: (key: string) => string): QdeValue[] =>
    Object.entries(found).flatMap(([key, value]) => (value === '' ? [] : [{ variable: guid(key), value }]))

  const highlightsOf = grouped(records.highlight, ({ articleId }) => articleId)
  const codingsOf = grouped(records.coding, ({ highlightId }) => highlightId)
  const codingsAs = (highlight: Highlight, n: number): QdeCoding[] =>
    (codingsOf.get(highlight.id) ?? []).map((coding) => {
      const said = Object.keys(coding.attributes).length === 0 ? '' : JSON.stringify(coding.attributes)
      const [by, at] = [user(highlight.coderId), dateOf(highlight.createdAt)]
      return {
        guid: n === 0 ? guidOf('coding', coding.id) : guidOf('coding', `${coding.id} ${n}`),
        code: guidOf('code', coding.codeId),
        user: by,
        at,
        notes: n === 0 ? noteOn('coding', coding.id, 'Values', said, by, at) : [],
      }
    })
  const selectionsAs = (highlight: Highlight, text: string, ruler: Ruler): QdeSelection[] => {
    const guids = selectionIds(highlight, guidOf)
    return highlight.ranges.map(({ start, end }, n) => {
      const [by, at] = [user(highlight.coderId), dateOf(highlight.createdAt)]
      return {
        guid: guids[n] as string,
        name: text.slice(start, Math.min(end, start + EXCERPT)).replace(/[\ud800-\udbff]$/, ''),
        start: ruler.measure(start),
        end: ruler.measure(end),
        user: by,
        at,
        description: n === 0 ? highlight.note : '',
        codings: codingsAs(highlight, n),
        notes: n === 0 ? noteOn('highlight', highlight.id, 'Note', highlight.note, by, at) : [],
      }
    })
  }
  const sources = records.article.map((article) => {
    const raw = textOf.get(article.textSha256) ?? ''
    const ruler = new Ruler(raw, offsets === 'nvivo' ? 'utf-16' : 'code point')
    const held = Object.fromEntries(fields.map((field) => [field, article[field]]))
    const [by, at] = [analyst === null ? '' : user(analyst), dateOf(article.importedAt)]
    return {
      guid: guidOf('article', article.id),
      name: article.title || article.source,
      description: article.memo,
      raw,
      marked: false,
      inline: false,
      guessed: false,
      user: by,
      at,
      selections: (highlightsOf.get(article.id) ?? []).flatMap((highlight) => selectionsAs(highlight, raw, ruler)),
      codings: [],
      notes: noteOn('article', article.id, 'Memo', article.memo, by, ''),
      values: [...valuesOf(held, fieldGuid), ...valuesOf(article.attributes, attributeGuid)],
    }
  })

  const outlets: QdeCase[] = [...grouped(records.article, ({ outlet }) => outlet)]
    .filter(([outlet]) => outlet !== '')
    .map(([outlet, articles]) => ({
      guid: guidOf('case', outlet),
      name: outlet,
      description: '',
      values: [],
      codes: [],
      sources: articles.map(({ id }) => guidOf('article', id)),
      selections: [],
    }))
  const pointing = grouped(records.highlight, ({ entityId }) => entityId)
  const entities: QdeCase[] = records.entity.map(({ id, name: called, kind, side, aliases, memo }) => ({
    guid: guidOf('entity', id),
    name: called,
    description: memo,
    values: valuesOf({ kind, side, aliases: aliases.length === 0 ? '' : JSON.stringify(aliases) }, entityGuid),
    codes: [],
    sources: [],
    selections: (pointing.get(id) ?? []).flatMap((highlight) => selectionIds(highlight, guidOf)),
  }))

  const books = records.codebook.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  const codes = inTreeOrder(books, records.code)
  const bookSets: QdeSet[] = books.map((book) => ({
    guid: guidOf('codebook', book.id),
    name: book.name,
    description: book.description,
    codes: codes.filter(({ codebookId }) => codebookId === book.id).map(({ id }) => guidOf('code', id)),
    sources: [],
    notes: [],
  }))
  const collections: QdeSet[] = [...grouped(records.article, ({ collection }) => collection)]
    .filter(([collection]) => collection !== '')
    .map(([collection, articles]) => ({
      guid: guidOf('set', collection),
      name: collection,
      description: '',
      codes: [],
      sources: articles.map(({ id }) => guidOf('article', id)),
      notes: [],
    }))
  return {
    name,
    origin: origins[offsets],
    user: analyst === null ? '' : user(analyst),
    description: records.study[0]?.memo ?? '',
    users: records.coder.map((coder) => ({ guid: user(coder.id), name: coder.name })),
    codes: codes.map((code) => ({
      guid: guidOf('code', code.id),
      parent: code.parentId === null ? null : guidOf('code', code.parentId),
      name: code.name,
      color: code.color,
      description: describe(code),
      isCodable: true,
      notes: [],
    })),
    variables,
    cases: [...outlets, ...entities],
    sources,
    links: records.link.map((link) => ({
      guid: guidOf('link', link.id),
      name: link.type,
      direction: link.type.startsWith('same') || link.type === 'contradicts' ? 'Associative' : 'OneWay',
      from: guidOf('highlight', link.fromId),
      to: guidOf('highlight', link.toId),
      notes: noteOn('link', link.id, link.type, link.note, user(link.coderId), dateOf(link.createdAt)),
    })),
    notes,
    sets: [...bookSets, ...collections],
  }
}
