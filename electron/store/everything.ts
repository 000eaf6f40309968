// All that a project holds but its history, drafts and settings, as exchange takes it.
import { noRecords, type ProjectContents } from '../../shared/exchange/contents.ts'
import type { CoderId, Sha256 } from '../../shared/ids.ts'
import { type Article, kinds } from '../../shared/records.ts'
import { damagedArticle } from './articles.ts'
import type { Rooms } from './rooms.ts'

/**
 * `original` reads the bytes of an imported file when they are asked for; without it none come. Those that are lost never do.
 * @throws Failure 'damaged'
 */
export function everythingIn(
  { contents, records }: Rooms,
  { name, analyst }: Readonly<{ name: string; analyst: CoderId }>,
  original: ((sha256: Sha256) => Uint8Array) | null,
): ProjectContents {
  const all = noRecords()
  for (const kind of kinds) Object.assign(all, { [kind]: records.all(kind) })
  const articles = new Map<string, Article>(all.article.map((article) => [article.id, article]))
  const texts = new Map<string, ProjectContents['texts'][number]>()
  const layouts = new Map<string, ProjectContents['layouts'][number]>()
  const files = new Set<Sha256>()
  for (const place of [...all.article, ...all.revision]) {
    const article = articles.get('articleId' in place ? place.articleId : place.id)
    const [plain, laid] = [contents.read({ ...place, blocksSha256: null }), contents.read(place)]
    if ('fault' in plain) throw damagedArticle(article as Article, plain.fault)
    if ('fault' in laid) throw damagedArticle(article as Article, laid.fault)
    texts.set(place.textSha256, { sha256: place.textSha256, ...plain })
    if (place.blocksSha256 !== null) layouts.set(place.blocksSha256, { sha256: place.blocksSha256, blocks: laid.blocks })
    if (place.originalSha256 !== null) files.add(place.originalSha256)
  }
  return {
    name,
    analyst,
    records: all,
    texts: [...texts.values()],
    layouts: [...layouts.values()],
    originals:
      original === null
        ? []
        : [...files]
            .filter((sha256) => !contents.isLost(sha256))
            .map((sha256) => ({
              sha256,
              get bytes() {
                return original(sha256)
              },
            })),
  }
}
