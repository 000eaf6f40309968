// A page of several articles: where it may be cut, and how it is taken apart.
import { randomUUID } from 'node:crypto'
import type { Change } from '../shared/change.ts'
import { Failure } from '../shared/failure.ts'
import type { ArticleId } from '../shared/ids.ts'
import type { Cut, Imported } from '../shared/imported.ts'
import type { Article } from '../shared/records.ts'
import { type Part, splitArticle } from '../shared/split.ts'
import { countWords, type Range } from '../shared/text.ts'
import { proposeCuts } from './import/cuts.ts'
import { cutArticle } from './import/split.ts'
import type { ReadFile } from './importing.ts'
import { readOriginal, siblingsOf } from './originals.ts'
import { sha256Of } from './store/contents.ts'
import type { ProjectFile } from './store/project.ts'

const short = (title: string) => (title.length > 120 ? `${title.slice(0, 119)}…` : title)

/** A part whose text is the page's to the letter: where reading it anew would part its lines otherwise, the page's blocks hold. */
function exact(page: Imported, part: Imported, within: Range): Part {
  const text = page.text.slice(within.start, within.end)
  if (part.text === text) return { ...part, within }
  const blocks = page.blocks
    .filter(({ start, end }) => start >= within.start && end <= within.end)
    .map((block) => ({ ...block, start: block.start - within.start, end: block.end - within.start }))
  return { ...part, within, text, blocks, words: countWords(text), textSha256: sha256Of(text) }
}

/**
 * Takes an article apart at the starts of blocks, as one act.
 * @throws Failure 'invalid-input' when no cut is at one, or a highlight lies over a cut; then nothing was changed
 */
export function split(
  project: ProjectFile,
  id: ArticleId,
  cuts: readonly Pick<Cut, 'at' | 'title'>[],
  newId: () => string = randomUUID,
): { seq: number; change: Change; ids: ArticleId[] } {
  const open = project.openArticle(id)
  const { article, text, blocks } = open
  const page: Imported = { ...describedBy(article), text, blocks: [...blocks], warnings: [], cuts: [] }
  const parts = cutArticle(page, cuts, project.now()).flatMap((part) => (part.within === null ? [] : [exact(page, part, part.within)]))
  if (parts.length < 2) throw new Failure('invalid-input', 'There is no paragraph to cut before. Nothing was changed.')
  const pen = { coderId: project.coder().id, now: () => project.now(), newId }
  const splitting = { open, referring: project.referringTo(id), siblings: siblingsOf(project, article) }
  const { change, ids } = made(() => splitArticle(pen, splitting, parts))
  const texts = parts.map(({ textSha256: sha256, text: words, blocks: own }) => ({ sha256, text: words, blocks: own }))
  const { seq } = project.commit(`Split “${short(article.title || article.source)}” into ${parts.length}`, change, { texts, originals: [] })
  for (const each of ids) project.notePrintsOf(each)
  return { seq, change, ids }
}

type Described = Omit<Imported, 'text' | 'blocks' | 'warnings' | 'cuts'>

/** What of an article's record the import gives. */
function describedBy(article: Article): Described {
  const { id: _1, collection: _2, memo: _3, importedAt: _4, blocksSha256: _5, via: _6, address: _7, ...rest } = article
  const { importer: _8, reprintOf: _9, attributes: _10, ...described } = rest
  return described
}

function made<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Failure('invalid-input', `It cannot be split so: ${error.message}. Nothing was changed.`)
  }
}

/** Where a page may be cut. What its markup tells apart is in its original alone. */
export async function proposal(project: ProjectFile, read: ReadFile, id: ArticleId): Promise<readonly Cut[]> {
  const { article, text, blocks } = project.openArticle(id)
  const again = await readOriginal(project, read, article, Date.now()).catch((error: unknown) => {
    if (error instanceof Failure) return null
    throw error
  })
  return again?.read.textSha256 === article.textSha256 ? again.read.cuts : proposeCuts(text, blocks)
}
