// Small project files for tests of the store: real SQLite in a folder of their own. Also used by child processes, so
// nothing here belongs to the test runner.
import { type Contents, sha256Of } from '../../electron/store/contents.ts'
import type { ProjectFile, Start } from '../../electron/store/project.ts'
import type { Change } from '../../shared/change.ts'
import { addHighlight, type Pen } from '../../shared/commands.ts'
import { Failure } from '../../shared/failure.ts'
import { ArticleId, CodebookId, CodeId, CoderId } from '../../shared/ids.ts'
import { type Article, blank, type Code, type Codebook, type Coder } from '../../shared/records.ts'
import { countWords, joinBlocks } from '../../shared/text.ts'

const coder: Coder = { id: CoderId.parse('coder-1'), name: 'Ada' }
const codebook: Codebook = { id: CodebookId.parse('book-1'), name: 'Frames', description: '', citation: '', position: 0 }

const codeOf = (key: string, position: number): Code => ({
  ...blank.code,
  id: CodeId.parse(`code-${key}`),
  codebookId: codebook.id,
  parentId: null,
  key,
  name: key,
  definition: `what ${key} means`,
  color: '#336699',
  position,
  archived: false,
})
const codes: readonly Code[] = ['cause', 'blame', 'remedy'].map(codeOf)
export const codeIds = codes.map((code) => code.id)
export const start: Start = { name: 'Test', coder, codebooks: [codebook], codes }

/** A pen whose ids and times count up, so that runs are alike. */
export function penOf(prefix = 'id'): Pen {
  let n = 0
  return { coderId: coder.id, now: () => 1_700_000_000_000 + n, newId: () => `${prefix}-${++n}` }
}

/** An article made of paragraphs, with what its import would bring. */
export function articleOf(id: string, paragraphs: readonly string[], fields: Partial<Article> = {}) {
  const { text, blocks } = joinBlocks(paragraphs.map((words) => ({ kind: 'paragraph', zone: 'body', text: words })))
  const bytes = new TextEncoder().encode(`${id}\n${text}`)
  const article: Article = {
    id: ArticleId.parse(id),
    title: `Title of ${id}`,
    outlet: 'The Harbour Post',
    author: 'N. Writer',
    date: '2026-03-01',
    url: 'https://example.org/a',
    language: 'en',
    collection: 'Bridge',
    memo: '',
    source: `${id}.txt`,
    format: 'text',
    encoding: 'utf-8',
    repairs: ['line ends made alike'],
    words: countWords(text),
    textSha256: sha256Of(text),
    originalSha256: sha256Of(bytes),
    importedAt: 1_700_000_000_000,
    ...blank.article,
    ...fields,
  }
  const contents: Contents = {
    texts: [{ sha256: article.textSha256, text, blocks }],
    originals: [{ sha256: article.originalSha256, bytes }],
  }
  const change: Change = [{ kind: 'article', before: null, after: article }]
  return { article, text, blocks, bytes, contents, change }
}

export type Sample = ReturnType<typeof articleOf>
export const bridge = (id = 'a1'): Sample =>
  articleOf(id, [
    'The old bridge closed on Monday after cracks were found.',
    'Officials blamed the weather; residents blamed the officials.',
    `A new bridge, they said in ${id}, would cost twelve million.`,
  ])

export function importInto(project: ProjectFile, sample: Sample): void {
  project.commit(`Import ${sample.article.title}`, sample.change, sample.contents)
}

/** Marks the first place where words stand. */
export function mark(
  pen: Pen,
  { article, text }: Pick<Sample, 'article' | 'text'>,
  words: string,
  ids: readonly CodeId[] = [],
  note = '',
): Change {
  const at = text.indexOf(words)
  return addHighlight(pen, { id: article.id, text }, [{ start: at, end: at + words.length }], ids, note)
}

/** The failure that work ends with. */
export function failureOf(work: () => unknown): Failure {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing failed')
}

/** Numbers from 0 up to 1 that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
