// What charts count of an article, read without its text: a collection of any size is gone through in seconds.

import { z } from 'zod'
import { nameOf } from '../../shared/articlename.ts'
import type { ChartArticle } from '../../shared/charts/gather.ts'
import { type Sourcing, saidIn } from '../../shared/charts/said.ts'
import { ArticleId, CodeId, EntityId, HighlightId } from '../../shared/ids.ts'
import { linkTypes } from '../../shared/records.ts'
import type { Counted } from '../../shared/zones.ts'
import type { Connection } from './database.ts'
import { rangesFrom } from './zoning.ts'

export const CHARTED = `
SELECT article.title, article.source, article.part, article."of", article.outlet, article.date, article.words, shelf.own, text.units
FROM article JOIN shelf ON shelf.row = article.row JOIN text ON text.sha256 = article.textSha256 WHERE article.id = ?`
export const CHARTED_HIGHLIGHTS = `
SELECT id, ranges, quote, entityId, EXISTS (SELECT 1 FROM outside WHERE articleId = highlight.articleId AND highlightId = highlight.id AND codeId = '') AS outside
FROM highlight WHERE articleId = ?`
export const CHARTED_CODINGS = `
SELECT highlightId, codeId, attributes FROM coding WHERE highlightId IN (SELECT id FROM highlight WHERE articleId = ?) ORDER BY rowid`
export const CHARTED_LINKS = `
SELECT type, fromId, toId FROM link WHERE fromId IN (SELECT id FROM highlight WHERE articleId = ?) AND type = 'source' ORDER BY rowid`
export const ARTICLES_WITH_CODE = 'SELECT DISTINCT articleId FROM coding WHERE codeId = ?'

type Facts = Readonly<{
  title: string
  source: string
  part: number
  of: number
  outlet: string
  date: string
  words: number
  own: number
  units: number
}>
type Marked = Readonly<{ id: string; ranges: string; quote: string; entityId: string | null; outside: number }>
type Coded = Readonly<{ highlightId: string; codeId: string; attributes: string }>
const Values = z.record(z.string(), z.string())
const Linked = z.strictObject({ type: z.enum(linkTypes), fromId: HighlightId, toId: HighlightId })

export class Charting {
  readonly #article
  readonly #highlights
  readonly #codings
  readonly #links
  readonly #withCode

  constructor(db: Connection) {
    this.#article = db.prepare<[string], Facts>(CHARTED)
    this.#highlights = db.prepare<[string], Marked>(CHARTED_HIGHLIGHTS)
    this.#codings = db.prepare<[string], Coded>(CHARTED_CODINGS)
    this.#links = db.prepare<[string]>(CHARTED_LINKS)
    this.#withCode = db.prepare<[string], string>(ARTICLES_WITH_CODE).pluck()
  }

  /** An article as charts count it; `undefined` for one that is gone. */
  article(id: ArticleId, counted: Counted, sourcing: Sourcing): ChartArticle | undefined {
    const facts = this.#article.get(id)
    if (facts === undefined) return undefined
    const { outlet, date, words, own, units } = facts
    const rows = this.#highlights.all(id)
    const highlights = rows.map(({ id, quote, entityId }) => ({
      id: HighlightId.parse(id),
      quote,
      entityId: entityId === null ? null : EntityId.parse(entityId),
    }))
    const codings = this.#codings.all(id).map(({ highlightId, codeId, attributes }) => ({
      highlightId: HighlightId.parse(highlightId),
      codeId: CodeId.parse(codeId),
      attributes: attributes === '{}' ? {} : Values.parse(JSON.parse(attributes)),
    }))
    const links = this.#links.all(id).map((link) => Linked.parse(link))
    const said = saidIn({ highlights, codings, links }, sourcing)
    const codesOf = new Map<string, CodeId[]>()
    for (const { highlightId, codeId } of codings) {
      const held = codesOf.get(highlightId)
      if (held === undefined) codesOf.set(highlightId, [codeId])
      else held.push(codeId)
    }
    return {
      id,
      name: outlet || nameOf(facts),
      outlet,
      date,
      words: counted === 'own' ? own : words,
      units,
      highlights: highlights.flatMap((mark, i) => {
        const { ranges = '', outside = 0 } = rows[i] ?? {}
        if (counted === 'own' && outside !== 0) return []
        return [{ id: mark.id, ranges: rangesFrom(ranges), codes: codesOf.get(mark.id) ?? [], said: said.get(mark.id) ?? null }]
      }),
    }
  }

  /** Articles in which a code occurs. */
  articlesWith(codeId: CodeId): ReadonlySet<ArticleId> {
    return new Set(this.#withCode.all(codeId).map((id) => ArticleId.parse(id)))
  }
}
