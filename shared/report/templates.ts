// What a new report may start from.
import type { Definition } from '../records.ts'
import type { Said } from './definition.ts'
import type { ReportSection } from './model.ts'

type Template = Readonly<{ name: string; scope: Definition['scope']; sections: readonly ReportSection[] }>

export const templates = {
  single: { name: 'Single article', scope: 'open', sections: ['sources', 'codes', 'articles', 'check'] },
  pair: { name: 'Pair', scope: 'pair', sections: ['sources', 'shared', 'omitted', 'cards', 'verdict', 'codes', 'articles', 'check'] },
  collection: { name: 'Collection', scope: 'all', sections: ['method', 'charts', 'codes', 'quotations', 'sources', 'check'] },
} as const satisfies Readonly<Record<string, Template>>
export type TemplateName = keyof typeof templates
export const templateNames = ['single', 'pair', 'collection'] as const satisfies readonly TemplateName[]

/** The words and choices of a report that starts from a template. */
export function fromTemplate(template: TemplateName, name: string = templates[template].name): Said {
  const { scope, sections } = templates[template]
  return {
    name,
    scope,
    collection: '',
    articleIds: [],
    pairs: null,
    sections,
    title: '',
    authors: '',
    abstract: '',
    codeIds: [],
    coderIds: [],
  }
}
