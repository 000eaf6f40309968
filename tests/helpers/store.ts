// Small project files for tests of the store: real SQLite in a folder of their own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type Contents, sha256Of } from '../../electron/store/contents.ts'
import { createProject, type OpenOptions, type ProjectFile } from '../../electron/store/project.ts'
import type { Change } from '../../shared/change.ts'
import { addHighlight, type Pen } from '../../shared/commands.ts'
import { ArticleId, CodebookId, CodeId, CoderId } from '../../shared/ids.ts'
import type { Article, Code, Codebook, Coder } from '../../shared/records.ts'
import { countWords, joinBlocks } from '../../shared/text.ts'

export const coder: Coder = { id: CoderId.parse('coder-1'), name: 'Ada' }
export const codebook: Codebook = { id: CodebookId.parse('book-1'), name: 'Frames', description: '', citation: '', position: 0 }

const codeOf = (key: string, position: number): Code => ({
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
export const codes: readonly Code[] = ['cause', 'blame', 'remedy'].map(codeOf)
export const codeIds = codes.map((code) => code.id)

/** A pen whose ids and times count up, so that runs are alike. */
export function penOf(prefix = 'id', start = 0): Pen {
  let n = start
  return { coderId: coder.id, now: () => 1_700_000_000_000 + n, newId: () => `${prefix}-${++n}` }
}

export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallax-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const startOf = (name = 'Test') => ({ name, coder, codebooks: [codebook], codes })

/** A new project that is closed when the test ends. */
export function newProject(options: OpenOptions = {}, file = path.join(tempFolder(), 'test.parallax')): ProjectFile {
  const project = createProject(file, startOf(), options)
  onTestFinished(() => project.close())
  return project
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
    'A new bridge, they said, would cost twelve million.',
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
  const start = text.indexOf(words)
  return addHighlight(pen, { id: article.id, text }, [{ start, end: start + words.length }], ids, note)
}
