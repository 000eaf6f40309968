// What pairs that were compared lately share. A text never changes, so its hash stands for it; what else counts is in the key.
import { sharedPassages } from '../shared/alignment.ts'
import { compareArticles, shownAt } from '../shared/comparison.ts'
import type { OpenArticle } from '../shared/contract.ts'
import type { Passage } from '../shared/passage.ts'
import type { Entity } from '../shared/records.ts'
import { CUT_OFF } from '../shared/statements.ts'

const MOST_KEPT = 32
type Text = Readonly<{ article: Pick<OpenArticle['article'], 'textSha256'>; text: string }>

export class Passages {
  readonly #kept = new Map<string, readonly Passage[]>()

  /** Passages that have words in common. */
  between(a: Text, b: Text): readonly Passage[] {
    return this.#keep([a.article.textSha256, b.article.textSha256], () => sharedPassages(a.text, b.text))
  }

  /** Those and the statements that both make in other words, at the usual cut-off. */
  onAllLevels(a: OpenArticle, b: OpenArticle, entities: readonly Entity[]): readonly Passage[] {
    const compared = ({ article, text, blocks, zoneMarks }: OpenArticle) => ({ text, blocks, zoneMarks, language: article.language })
    const said = [a, b].map(({ article, zoneMarks }) => [article.textSha256, article.language, zoneMarks])
    const names = entities.map(({ id, name, aliases }) => [id, name, aliases])
    return this.#keep([said, names], () => shownAt(compareArticles(compared(a), compared(b), { entities }), CUT_OFF).passages)
  }

  #keep(parts: readonly unknown[], find: () => readonly Passage[]): readonly Passage[] {
    const key = JSON.stringify(parts)
    const found = this.#kept.get(key) ?? find()
    this.#kept.delete(key)
    this.#kept.set(key, found)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return found
  }
}
