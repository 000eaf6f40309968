// Shared passages of pairs that were compared lately. A text never changes, so its hash is all that a key needs.
import { sharedPassages } from '../shared/alignment.ts'
import type { OpenArticle } from '../shared/contract.ts'
import type { Passage } from '../shared/passage.ts'

const MOST_KEPT = 32
type Text = Readonly<{ article: Pick<OpenArticle['article'], 'textSha256'>; text: string }>

export class Passages {
  readonly #kept = new Map<string, readonly Passage[]>()

  between(a: Text, b: Text): readonly Passage[] {
    const key = `${a.article.textSha256} ${b.article.textSha256}`
    const found = this.#kept.get(key) ?? sharedPassages(a.text, b.text)
    this.#kept.delete(key)
    this.#kept.set(key, found)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return found
  }
}
