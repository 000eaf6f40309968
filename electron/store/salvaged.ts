// What is salvaged, written into a new project. Every text is checked against its SHA-256 and every highlight against its
// text; what does not fit is left behind. Where a code or an analyst is lost, a stand-in takes the place, so that no highlight
// is lost with it.
import { faultOfAnchor } from '../../shared/anchor.ts'
import type { Step } from '../../shared/change.ts'
import { CodebookId, type CodeId, CoderId, type EntityId, type Sha256 } from '../../shared/ids.ts'
import {
  type Article,
  blank,
  type Code,
  type Codebook,
  type Coder,
  type Highlight,
  type Kind,
  type RecordOf,
} from '../../shared/records.ts'
import { type ContentStore, layoutOf, type Place, type Text } from './contents.ts'
import type { Connection } from './database.ts'
import { nameProject, projectOf, roomsOf } from './rooms.ts'
import { type Records, readDrafts, type Wreck } from './wreck.ts'

const LOST = '(name lost)'

const stepOf = <K extends Kind>(kind: K, after: RecordOf<K>): Step => ({ kind, before: null, after }) as Step

/** Writes all that holds together of a wreck into an empty project. */
export function fillFrom(wreck: Wreck, db: Connection, fallbackName: string, at: number): void {
  const { contents, records } = roomsOf(db)
  const found = wreck.records
  const named = attempt(() => projectOf(wreck.db))
  const coderId = named?.coderId ?? [...found.coder.keys()].map((id) => CoderId.parse(id))[0] ?? CoderId.parse('salvaged')
  nameProject(db, `${named?.name ?? fallbackName} (salvaged)`, coderId, at)

  for (const coder of codersOf(found, coderId)) records.apply([stepOf('coder', coder)])
  const codes = codesOf(found)
  for (const codebook of codebooksOf(found, codes)) records.apply([stepOf('codebook', codebook)])
  for (const code of codes) records.apply([stepOf('code', code)])
  for (const entity of found.entity.values()) records.apply([stepOf('entity', entity)])

  const placed = placesOf(found)
  for (const article of found.article.values()) {
    const text = readable(wreck, article) ?? readable(wreck, { ...article, blocksSha256: null })
    if (text === undefined) continue
    // Earlier texts come first: a text that two of them share is written with the blocks of the import.
    const revisions = (placed.revisions.get(article.id) ?? [])
      .toSorted((a, b) => a.number - b.number)
      .flatMap((revision) => {
        const earlier = readable(wreck, revision)
        if (earlier === undefined) return []
        if (revision.originalSha256 !== null) keepOriginal(wreck, contents, revision.originalSha256)
        return [keep(contents, revision, earlier)]
      })
    const kept = keep(contents, article, text)
    keepOriginal(wreck, contents, article.originalSha256)
    records.apply([
      stepOf('article', { ...kept, reprintOf: null }),
      ...revisions.map((revision) => stepOf('revision', revision)),
      ...stepsIn(article, text.text, placed),
    ])
  }
  for (const link of found.link.values()) {
    const ends = [link.fromId, link.toId].every((id) => records.get('highlight', id) !== undefined)
    if (ends) records.apply([stepOf('link', link)])
  }
  const stands = (kind: Kind, id: string) => records.get(kind, id) !== undefined
  for (const { id, reprintOf } of found.article.values()) {
    const before = records.get('article', id)
    if (before !== undefined && reprintOf !== null && stands('article', reprintOf))
      records.apply([{ kind: 'article', before, after: { ...before, reprintOf } }])
  }
  for (const study of found.study.values()) records.apply([stepOf('study', study)])
  for (const orphan of found.orphan.values())
    if (stands('article', orphan.articleId) && stands('revision', orphan.revisionId)) records.apply([stepOf('orphan', orphan)])
  for (const dismissal of found.dismissal.values())
    if (dismissal.articleId === null || stands('article', dismissal.articleId)) records.apply([stepOf('dismissal', dismissal)])
  for (const pair of found.pair.values())
    if (stands('article', pair.aId) && stands('article', pair.bId)) records.apply([stepOf('pair', pair)])
  for (const feeling of found.feeling.values()) if (stands('entity', feeling.entityId)) records.apply([stepOf('feeling', feeling)])
  for (const finding of found.finding.values())
    if (stands('article', finding.articleId) && stands('article', finding.thereId)) records.apply([stepOf('finding', finding)])
  for (const definition of found.definition.values()) records.apply([stepOf('definition', definition)])
  for (const [key, text] of readDrafts(wreck.db)) db.prepare('REPLACE INTO draft (key, text) VALUES (?, ?)').run(key, text)
}

function readable(wreck: Wreck, place: Place): Text | undefined {
  const found = attempt(() => wreck.rooms.contents.read(place))
  return found === undefined || 'fault' in found ? undefined : found
}

/** Writes the bytes of an original, or keeps its place where they cannot be read. */
function keepOriginal(wreck: Wreck, contents: ContentStore, sha256: Sha256): void {
  const bytes = attempt(() => wreck.rooms.contents.original(sha256))
  if (bytes instanceof Uint8Array) contents.put({ texts: [], originals: [{ sha256, bytes }] })
  else contents.putLost(sha256)
}

/** Writes a text, and what its blocks are where that was corrected. */
function keep<P extends Place>(contents: ContentStore, place: P, { text, blocks }: Text): P {
  const corrected = place.blocksSha256 !== null && layoutOf(blocks) === place.blocksSha256
  contents.put({
    texts: [{ sha256: place.textSha256, text, blocks }],
    layouts: corrected ? [{ sha256: layoutOf(blocks), blocks }] : [],
    originals: [],
  })
  return corrected ? place : { ...place, blocksSha256: null }
}

/** What stands in articles, by article; codings by highlight. */
function placesOf(found: Records) {
  const known = (id: EntityId | null): EntityId | null => (id !== null && found.entity.has(id) ? id : null)
  const highlights = [...found.highlight.values()].map((highlight) => ({ ...highlight, entityId: known(highlight.entityId) }))
  return {
    highlights: groupBy(highlights, (highlight) => highlight.articleId),
    codings: groupBy(found.coding.values(), (coding) => coding.highlightId),
    zoneMarks: groupBy(found.zoneMark.values(), (mark) => mark.articleId),
    revisions: groupBy(found.revision.values(), (revision) => revision.articleId),
    bookmarks: groupBy(found.bookmark.values(), (bookmark) => bookmark.articleId),
  }
}

/** What stands in an article and fits its text, as steps. */
function stepsIn(article: Article, text: string, placed: ReturnType<typeof placesOf>): Step[] {
  const codingsOf = (highlight: Highlight): Step[] => {
    const own = (placed.codings.get(highlight.id) ?? []).filter((coding) => coding.articleId === article.id)
    const once = new Map(own.map((coding) => [coding.codeId, coding]))
    return [...once.values()].map((coding) => stepOf('coding', coding))
  }
  const highlights = (placed.highlights.get(article.id) ?? []).filter((highlight) => faultOfAnchor(text, highlight) === undefined)
  const zoneMarks = (placed.zoneMarks.get(article.id) ?? []).filter((mark) => mark.range.end <= text.length)
  const bookmarks = (placed.bookmarks.get(article.id) ?? []).filter((bookmark) => bookmark.offset <= text.length)
  return [
    ...highlights.flatMap((highlight) => [stepOf('highlight', highlight), ...codingsOf(highlight)]),
    ...zoneMarks.map((mark) => stepOf('zoneMark', mark)),
    ...bookmarks.map((bookmark) => stepOf('bookmark', bookmark)),
  ]
}

function codersOf(found: Records, own: CoderId): Coder[] {
  const ids = new Set([
    own,
    ...[found.highlight, found.link, found.revision, found.dismissal, found.pair, found.feeling, found.finding].flatMap((kind) =>
      [...kind.values()].map(({ coderId }) => coderId),
    ),
  ])
  const lost = [...ids].filter((id) => !found.coder.has(id)).map((id): Coder => ({ id, name: LOST }))
  return [...found.coder.values(), ...lost]
}

const standInBook = CodebookId.parse('salvaged')
const standInCode = (id: CodeId): Code => ({
  ...blank.code,
  id,
  codebookId: standInBook,
  parentId: null,
  key: id.slice(0, 64),
  name: LOST,
  definition: '',
  color: '#808080',
  position: 0,
  archived: false,
})

function codesOf(found: Records): Code[] {
  const used = new Set([...found.coding.values()].map((coding) => coding.codeId))
  const lost = [...used].filter((id) => !found.code.has(id)).map(standInCode)
  return [...found.code.values(), ...lost].map((code) =>
    code.parentId !== null && !found.code.has(code.parentId) ? { ...code, parentId: null } : code,
  )
}

function codebooksOf(found: Records, codes: readonly Code[]): Codebook[] {
  const lost = new Set(codes.map((code) => code.codebookId).filter((id) => !found.codebook.has(id)))
  return [...found.codebook.values(), ...[...lost].map((id) => ({ id, name: LOST, description: '', citation: '', position: 0 }))]
}

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
