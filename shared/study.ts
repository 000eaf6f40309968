// The study as a whole: its memo, and the attributes that its articles have values for.
import type { Change } from './change.ts'
import { StudyId } from './ids.ts'
import type { Article, Attribute, Code, Study } from './records.ts'

const choice = (key: string, name: string, options: readonly string[]): Attribute => ({ key, name, kind: 'choice', options, initial: '' })

/** What a new project proposes to say of each article; the primary frame is one of the frames of its codebook. */
export function proposedStudy(codes: readonly Code[]): Study {
  const families = new Set(codes.filter(({ key }) => key === 'FR.GN' || key === 'FR.IS').map(({ id }) => id))
  const frames = codes.filter(({ parentId }) => parentId !== null && families.has(parentId)).map(({ name }) => name)
  return {
    id: StudyId.parse('study'),
    memo: '',
    attributes: [
      choice('genre', 'Genre', ['reporting', 'opinion', 'satire', 'analysis', 'wire report', 'press release', 'compiled from others']),
      choice('provenance', 'Provenance', ['original', 'reprint', 'rewritten', 'machine translation', 'unknown']),
      choice('relative-stance', 'Relative stance', ['toward A', 'balanced', 'toward B']),
      choice('primary-frame', 'Primary frame', frames),
    ],
  }
}

/** `study`: as it is, or `null` where nothing was said of it yet. */
export function editStudy(study: Study | null, fields: Partial<Pick<Study, 'memo' | 'attributes'>>): Change {
  const blank: Study = { id: StudyId.parse('study'), memo: '', attributes: [] }
  return [{ kind: 'study', before: study, after: { ...(study ?? blank), ...fields } }]
}

/** Gives an attribute of an article a value; an empty one takes the value off. */
export function setArticleAttribute(article: Article, key: string, value: string): Change {
  if ((article.attributes[key] ?? '') === value) return []
  const { [key]: _, ...others } = article.attributes
  const attributes = value === '' ? others : { ...article.attributes, [key]: value }
  return [{ kind: 'article', before: article, after: { ...article, attributes } }]
}
