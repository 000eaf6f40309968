// What the calls about the texts of articles do.
import { randomUUID } from 'node:crypto'
import type { Change } from '../shared/change.ts'
import { removeArticle } from '../shared/commands.ts'
import { Failure } from '../shared/failure.ts'
import type { ArticleId } from '../shared/ids.ts'
import { type Correction, correctText } from '../shared/revision.ts'
import { joinBlocks } from '../shared/text.ts'
import type { Desk } from './desk.ts'
import type { Handlers } from './reply.ts'
import { wellFormed } from './store/codec.ts'
import { layoutOf, sha256Of } from './store/contents.ts'
import type { ProjectFile } from './store/project.ts'

const nameOf = (title: string) => (title.length > 120 ? `${title.slice(0, 119)}…` : title)

/**
 * Gives an article its corrected text, and keeps the one before as an earlier text.
 * @throws Failure 'conflict' | 'invalid-input'; then nothing was changed
 */
export function correct(
  project: ProjectFile,
  { id, base, typed, reason, places }: Correction,
  newId = randomUUID,
): { seq: number; change: Change } {
  const standing = project.openArticle(id)
  const { article } = standing
  if (article.textSha256 !== base.textSha256 || article.blocksSha256 !== base.blocksSha256)
    throw new Failure('conflict', 'The text of this article was corrected elsewhere meanwhile. Nothing was changed. Correct it again.')
  const { text, blocks } = joinBlocks(typed)
  if (text === '') throw new Failure('invalid-input', 'No words are left. Nothing was changed.')
  const textSha256 = sha256Of(wellFormed(text))
  const blocksSha256 = layoutOf(blocks)
  const now = { ...standing, ...project.referringTo(id) }
  const pen = { coderId: project.coder().id, now: () => project.now(), newId }
  const change = changeOf(() => correctText(pen, now, { text, textSha256, blocksSha256, reason, places }))
  const contents = { texts: [{ sha256: textSha256, text, blocks }], layouts: [{ sha256: blocksSha256, blocks }], originals: [] }
  const { seq } = project.commit(`Correct the text of “${nameOf(article.title || article.source)}”`, change, contents)
  return { seq, change }
}

function changeOf(make: () => Change): Change {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Failure('invalid-input', `A highlight has no place in the corrected text: ${error.message}. Nothing was changed.`)
  }
}

/** Takes an article out of the project with all that refers to it. */
export function removal(project: ProjectFile, id: ArticleId): Change {
  const { article, highlights, codings, links } = project.openArticle(id)
  const marked = highlights.map((highlight) => ({ highlight, codings: codings.filter(({ highlightId }) => highlightId === highlight.id) }))
  return removeArticle(article, marked, links, project.referringTo(id))
}

export const correctionHandlers = (
  desk: Desk,
): Pick<Handlers, 'article.correct' | 'article.remove' | 'revision.list' | 'revision.open'> => ({
  'article.correct': (correction) => {
    const { seq, change } = correct(desk.project, correction)
    desk.changed(change)
    return { seq }
  },
  'article.remove': ({ id }) => {
    const change = removal(desk.project, id)
    const [article] = change.flatMap(({ kind, before, after }) => (kind === 'article' && after === null ? [before] : []))
    desk.project.commit(`Delete “${nameOf(article?.title || (article?.source ?? ''))}”`, change)
    desk.changed(change)
    return true
  },
  'revision.list': ({ articleId }) => desk.project.revisionsOf(articleId),
  'revision.open': ({ id }) => desk.project.openRevision(id),
})
