// What people know the records of a project by: titles, names, and the first words of what is marked.
import { nameOf } from '../articlename.ts'
import { type Kind, kinds, type RecordOf } from '../records.ts'
import type { ProjectContents } from './contents.ts'

/** Characters of a quotation by which it is known. */
const OPENING = 60

/** The first words of a stretch, in quotation marks. */
export function opening(words: string): string {
  const plain = words.replace(/\s+/g, ' ').trim()
  return plain.length <= OPENING ? `“${plain}”` : `“${plain.slice(0, OPENING).replace(/[\ud800-\udbff]$/, '')}…”`
}

/** From the id of any record to its name; an id that is none of the project's stays as it is. */
export function itemNames({ records }: Pick<ProjectContents, 'records'>): (id: string) => string {
  const by = <T extends Readonly<{ id: string }>>(all: readonly T[]) => new Map<string, T>(all.map((each) => [each.id, each]))
  const [articles, codes, entities, highlights] = [by(records.article), by(records.code), by(records.entity), by(records.highlight)]
  const article = (id: string): string => {
    const found = articles.get(id)
    return found === undefined ? id : nameOf(found)
  }
  const mark = ({ quote, articleId }: Pick<RecordOf<'highlight'>, 'quote' | 'articleId'>): string =>
    `${opening(quote)}, ${article(articleId)}`
  const marked = (id: string): string => opening(highlights.get(id)?.quote ?? id)
  const named: { readonly [K in Kind]?: (record: RecordOf<K>) => string } = {
    study: () => 'The study',
    article: ({ id }) => article(id),
    revision: ({ articleId, number }) => `Text ${number} of ${article(articleId)}`,
    zoneMark: ({ articleId, zone }) => `${zone}, ${article(articleId)}`,
    bookmark: ({ articleId, name }) => [name, article(articleId)].filter((words) => words !== '').join(', '),
    highlight: mark,
    coding: ({ codeId, highlightId }) => `${codes.get(codeId)?.name ?? codeId} on ${marked(highlightId)}`,
    link: ({ type, fromId, toId }) => `${type}: ${marked(fromId)} and ${marked(toId)}`,
    orphan: ({ highlight }) => mark(highlight),
    dismissal: ({ rule, text }) => `${rule}: ${opening(text)}`,
    pair: ({ aId, bId }) => `${article(aId)} and ${article(bId)}`,
    feeling: ({ entityId }) => entities.get(entityId)?.name ?? entityId,
    finding: ({ kind, quote, articleId }) => `${kind}: ${mark({ quote, articleId })}`,
  }
  const names = new Map<string, string>()
  const add = <K extends Kind>(kind: K) => {
    const nameOf = named[kind] ?? ((record: RecordOf<K>) => ('name' in record ? String(record.name) : ''))
    for (const record of records[kind] as readonly RecordOf<K>[])
      if (!names.has(record.id)) names.set(record.id, nameOf(record) || record.id)
  }
  for (const kind of kinds) add(kind)
  for (const { attributes } of records.study) for (const { key, name } of attributes) if (!names.has(key)) names.set(key, name)
  return (id) => names.get(id) ?? id
}
