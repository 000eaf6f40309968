import type { Article } from './records.ts'

/** What an article goes by: one without a title by its file, and by which of the file's articles it is. */
export const nameOf = ({ title, source, part, of }: Pick<Article, 'title' | 'source' | 'part' | 'of'>): string =>
  title || `${source || 'Untitled'}${of === 1 ? '' : ` (${part} of ${of})`}`
