// Which article of a project the source of an annotation is.

import type { Article } from '../records.ts'
import { hashName } from './annotationsout.ts'
import type { ProjectContents } from './contents.ts'
import { iriOf, many, nodeOf, textOf } from './jsonld.ts'
import type { GuidOf } from './qde.ts'

const plain = (url: string): string => url.replace(/#.*$/, '').replace(/\/$/, '')

/** By its own name on the web, its text, its address, its title, in this order; where the project has one article alone, that. */
export function articleFinder(
  { records: { article: articles } }: ProjectContents,
  guidOf: GuidOf,
): (source: unknown) => Article | undefined {
  const byName = new Map(articles.map((article) => [`urn:uuid:${guidOf('article', article.id)}`, article]))
  const asked = new Map<string, Article | undefined>()
  const look = (source: unknown): Article | undefined => {
    const known = byName.get(iriOf(source))
    if (known !== undefined) return known
    const addresses = [iriOf(source), ...many(nodeOf(source).via).map(iriOf)].filter((each) => /^https?:/i.test(each)).map(plain)
    const [hash, called] = [textOf(nodeOf(source)['dc:identifier']), textOf(nodeOf(source)['dc:title'])]
    const signs: readonly ((article: Article) => boolean)[] = [
      ({ textSha256 }) => hash === hashName(textSha256),
      ({ url, address }) => addresses.some((each) => each === plain(url) || each === plain(address)),
      ({ title }) => title !== '' && title === called,
    ]
    for (const sign of signs) {
      const fits = articles.filter(sign)
      if (fits.length > 0) return fits.length === 1 ? fits[0] : undefined
    }
    const [only, another] = articles
    return another === undefined && !iriOf(source).startsWith('urn:uuid:') ? only : undefined
  }
  return (source) => {
    const key = JSON.stringify(source) ?? ''
    if (!asked.has(key)) asked.set(key, look(source))
    return asked.get(key)
  }
}
