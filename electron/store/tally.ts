// How often each code is used, kept up as codings come and go, so that a codebook of any project is counted at once.
import type { CodeCount } from '../../shared/contract.ts'
import { type ArticleId, CodeId } from '../../shared/ids.ts'
import type { Connection } from './database.ts'

export const COUNT_IN_ARTICLES = `
SELECT code.id AS codeId, one.key AS place, (SELECT count(*) FROM coding WHERE coding.codeId = code.id AND coding.articleId = one.value) AS found
FROM code CROSS JOIN json_each(?) AS one`

export class Tally {
  readonly #add
  readonly #all
  readonly #inArticles

  constructor(db: Connection) {
    this.#add = db.prepare<{ codeId: string; by: number }>(
      'INSERT INTO tally (codeId, codings) VALUES ($codeId, $by) ON CONFLICT DO UPDATE SET codings = codings + $by',
    )
    this.#all = db.prepare<[], { codeId: string; codings: number }>(
      'SELECT code.id AS codeId, coalesce(tally.codings, 0) AS codings FROM code LEFT JOIN tally ON tally.codeId = code.id ORDER BY code.position, code.id',
    )
    this.#inArticles = db.prepare<[string], { codeId: string; place: number; found: number }>(COUNT_IN_ARTICLES)
  }

  add(codeId: CodeId, by: number): void {
    this.#add.run({ codeId, by })
  }

  /** Uses of every code in the project and in each of these articles. */
  counts(articleIds: readonly ArticleId[]): CodeCount[] {
    const inArticles = new Map<string, number[]>()
    for (const { codeId, place, found } of this.#inArticles.iterate(JSON.stringify(articleIds))) {
      const row = inArticles.get(codeId) ?? articleIds.map(() => 0)
      row[place] = found
      inArticles.set(codeId, row)
    }
    return this.#all.all().map(({ codeId, codings }) => ({
      codeId: CodeId.parse(codeId),
      project: codings,
      articles: inArticles.get(codeId) ?? articleIds.map(() => 0),
    }))
  }
}
