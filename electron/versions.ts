// What the calls about new versions of articles and about highlights without a place do.
import { randomUUID } from 'node:crypto'
import type { Change } from '../shared/change.ts'
import type { Input, OpenArticle } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { ArticleId, OrphanId, RevisionId } from '../shared/ids.ts'
import type { Imported, SourceFile } from '../shared/imported.ts'
import { Transfer } from '../shared/reanchor.ts'
import type { Article } from '../shared/records.ts'
import type { Standing } from '../shared/revision.ts'
import type { Range } from '../shared/text.ts'
import {
  newVersion,
  type OrphanPlaces,
  offeredFields,
  offers,
  placeOrphan,
  type Taken,
  type Version,
  versionOf,
} from '../shared/versions.ts'
import type { Desk } from './desk.ts'
import { asFile, type Way } from './intake.ts'
import { readOriginal } from './originals.ts'
import type { Handlers } from './reply.ts'
import { readSource } from './sources.ts'
import { layoutOf } from './store/contents.ts'
import type { ProjectFile } from './store/project.ts'

const short = (title: string) => (title.length > 120 ? `${title.slice(0, 119)}…` : title)
const nameOf = ({ title, source }: Pick<Article, 'title' | 'source'>) => short(title || source)

const standingOf = (project: ProjectFile, id: ArticleId): Standing & OpenArticle => ({
  ...project.openArticle(id),
  ...project.referringTo(id),
})

/** A version that was read and not yet taken: nothing of the article may have changed meanwhile. */
export type Read = Readonly<{
  token: string
  articleId: ArticleId
  standing: Standing & OpenArticle
  source: SourceFile
  read: Imported
  way: Way
}>

/**
 * Makes ready what was read of one document.
 * @throws Failure 'refused' when it holds several articles or is no other version; nothing is changed either way
 */
export function readVersion(project: ProjectFile, articleId: ArticleId, source: SourceFile, all: readonly Imported[], way: Way): Read {
  const [read, another] = all
  if (read === undefined || another !== undefined)
    throw new Failure(
      'refused',
      `“${short(source.name)}” holds ${all.length.toLocaleString('en')} articles. A new version is a file of one article.`,
    )
  const standing = standingOf(project, articleId)
  if (read.textSha256 === standing.article.textSha256 && !isReadOtherwise(standing, read))
    throw new Failure(
      'refused',
      read.originalSha256 === standing.article.originalSha256
        ? 'Read again, the original gives what the article has now. There is nothing to take over.'
        : `“${short(source.name)}” has the very text that “${nameOf(standing.article)}” has now. There is nothing to take over.`,
    )
  return { token: randomUUID(), articleId, standing, source, read, way }
}

/** Whether the same words are now other blocks or zones, or the same file now says something else of itself. */
const isReadOtherwise = ({ article, blocks }: OpenArticle, read: Imported): boolean =>
  read.originalSha256 === article.originalSha256 &&
  (layoutOf(read.blocks) !== layoutOf(blocks) || offeredFields.some((field) => offers(article, read, field)))

/** What a version would change. */
export const preview = ({ token, standing, read }: Read): Version =>
  versionOf(token, standing, read, new Transfer(standing.text, read.text))

/**
 * Gives the article its new version as one act.
 * @throws Failure 'conflict' when anything in the article has changed since the version was read; then nothing is changed
 */
export function takeVersion(
  project: ProjectFile,
  { articleId, standing, source, read, way: by }: Read,
  { fields, reason }: Pick<Taken, 'fields' | 'reason'>,
  version: string,
  newId: () => string = randomUUID,
): { seq: number; change: Change } {
  const now = standingOf(project, articleId)
  if (JSON.stringify(now) !== JSON.stringify(standing))
    throw new Failure(
      'conflict',
      'Something in this article was changed since the new version was read. Nothing was changed. Import it again.',
    )
  const { textSha256: sha256, text, blocks } = read
  const blocksSha256 = layoutOf(blocks)
  const pen = { coderId: project.coder().id, now: () => project.now(), newId }
  const way = { ...by, importer: version }
  const change = newVersion(pen, now, { read, blocksSha256, way, fields, reason }, new Transfer(now.text, text))
  const again = read.originalSha256 === now.article.originalSha256
  const label = again ? `Read “${nameOf(now.article)}” again from its original` : `Import a new version of “${nameOf(now.article)}”`
  const { seq } = project.commit(label, change, {
    texts: [{ sha256, text, blocks }],
    layouts: [{ sha256: blocksSha256, blocks }],
    originals: [{ sha256: read.originalSha256, bytes: source.bytes }],
  })
  return { seq, change }
}

/** Where the highlights of an article that have no place may stand now. */
export function placesOfOrphans(project: ProjectFile, articleId: ArticleId): OrphanPlaces[] {
  const { text, orphans } = project.openArticle(articleId)
  const transfers = new Map<RevisionId, Transfer>()
  return orphans.map(({ id, revisionId, highlight }) => {
    const transfer = transfers.get(revisionId) ?? new Transfer(project.openRevision(revisionId).text, text)
    transfers.set(revisionId, transfer)
    const candidates = transfer.candidates(highlight.ranges)
    const quoted = candidates.map(({ ranges, score }) => ({
      ranges,
      score,
      quote: ranges.map(({ start, end }) => text.slice(start, end)).join(' … '),
    }))
    return { id, candidates: quoted }
  })
}

/** Puts a highlight without a place where the analyst says. @throws Failure 'not-found' | 'invalid-input' */
export function placeAgain(project: ProjectFile, articleId: ArticleId, id: OrphanId, ranges: readonly Range[]): Change {
  const { text, orphans } = project.openArticle(articleId)
  const orphan = orphans.find((each) => each.id === id)
  if (orphan === undefined) throw new Failure('not-found', 'This highlight is not without a place any more.')
  const ends = orphan.links.flatMap(({ fromId, toId }) => [fromId, toId])
  const around = {
    codes: new Set(project.codebook().codes.map((code) => code.id)),
    highlights: new Set(project.highlights(ends).map(({ highlight }) => highlight.id)),
    entities: new Set(project.entities().map(({ entity }) => entity.id)),
  }
  try {
    return placeOrphan(orphan, text, ranges, around)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Failure('invalid-input', `The highlight cannot stand there: ${error.message}. Nothing was changed.`)
  }
}

type Calls = 'version.read' | 'version.take' | 'orphan.places' | 'orphan.place'

export function versionHandlers(desk: Desk, choose: () => Promise<readonly string[]>, version: string): Pick<Handlers, Calls> {
  let held: Read | null = null
  /** A document as it comes in, and the articles that it is read into. */
  const readFrom = async (id: ArticleId, from: Input<'version.read'>['from']) => {
    const { project } = desk
    const now = Date.now()
    if (from === 'original') {
      const article = project.article(id)
      const { source, read } = await readOriginal(project, desk.read, article, now)
      return { source, all: [read], way: { via: article.via, address: article.address } }
    }
    if (from !== 'file') {
      const { pastedFile } = await import('./import/import.ts')
      const source = pastedFile(from.text, from.html)
      return { source, all: await desk.read(source, { now }), way: { via: 'paste', address: '' } as const }
    }
    const [file, another] = await choose()
    if (another !== undefined) throw new Failure('refused', 'Choose one file: a new version is a file of one article.')
    if (file === undefined) return null
    const source = readSource(file)
    return { source, all: await desk.read(source, { now }), way: asFile }
  }
  return {
    'version.read': async ({ id, from }) => {
      const { project } = desk
      const found = await readFrom(id, from)
      if (found === null) return null
      held = readVersion(project, id, found.source, found.all, found.way)
      return preview(held)
    },
    'version.take': ({ token, fields, reason }) => {
      if (held?.token !== token)
        throw new Failure('conflict', 'Another file was read meanwhile. Nothing was changed. Import the new version again.')
      const { seq, change } = takeVersion(desk.project, held, { fields, reason }, version)
      held = null
      desk.changed(change)
      return { seq }
    },
    'orphan.places': ({ articleId }) => placesOfOrphans(desk.project, articleId),
    'orphan.place': ({ articleId, id, ranges }) => {
      const change = placeAgain(desk.project, articleId, id, ranges)
      const { seq } = desk.project.commit('Place highlight again', change)
      desk.changed(change)
      return { seq }
    },
  }
}
