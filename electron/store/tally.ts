// How often each code is used, kept up as codings come and go, so that a codebook of any project is counted at once.
import type { CodeCount } from '../../shared/contract.ts'
import { type ArticleId, CodeId } from '../../shared/ids.ts'
import type { Counted } from '../../shared/zones.ts'
import type { Connection } from './database.ts'

export const COUNT_IN_ARTICLES = `
SELECT code.id AS codeId, one.key AS place, (SELECT count(*) FROM coding WHERE coding.codeId = code.id AND coding.articleId = one.value) AS found,
  (SELECT count(*) FROM outside WHERE outside.codeId = code.id AND outside.articleId = one.value) AS outside
FROM code CROSS JOIN json_each(?) AS one`

export const COUNT_ALL = `
SELECT code.id AS codeId, coalesce(tally.codings, 0) AS found, (SELECT count(*) FROM outside WHERE outside.codeId = code.id) AS outside
FROM code LEFT JOIN tally ON tally.codeId = code.id ORDER BY code.position, code.id`

type Found = Readonly<{ codeId: string; found: number; outside: number }>

export class Tally {
  readonly #add
  readonly #all
  readonly #inArticles

  constructor(db: Connection) {
    this.#add = db.prepare<{ codeId: string; by: number }>(
      'INSERT INTO tally (codeId, codings) VALUES ($codeId, $by) ON CONFLICT DO UPDATE SET codings = codings + $by',
    )
    this.#all = db.prepare<[], Found>(COUNT_ALL)
    this.#inArticles = db.prepare<[string], Found & { place: number }>(COUNT_IN_ARTICLES)
  }

  add(codeId: CodeId, by: number): void {
    this.#add.run({ codeId, by })
  }

  /** Uses of every code in the project and in each of these articles; of `own` words, those that do not lie outside them. */
  counts(articleIds: readonly ArticleId[], counted: Counted): CodeCount[] {
    const uses = ({ found, outside }: Found) => (counted === 'own' ? found - outside : found)
    const inArticles = new Map<string, number[]>()
    for (const { place, ...one } of this.#inArticles.iterate(JSON.stringify(articleIds))) {
      const row = inArticles.get(one.codeId) ?? articleIds.map(() => 0)
      row[place] = uses(one)
      inArticles.set(one.codeId, row)
    }
    return this.#all.all().map((one) => ({
      codeId: CodeId.parse(one.codeId),
      project: uses(one),
      articles: inArticles.get(one.codeId) ?? articleIds.map(() => 0),
    }))
  }
}
