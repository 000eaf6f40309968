// What pairs that were compared lately share. A text never changes, so its hash stands for it; what else counts is in the key.
import type { Compared, Comparison, Known, Progress } from '../shared/comparison.ts'
import type { OpenArticle } from '../shared/contract.ts'

/** Compares two articles; `onStep` hears what is found on the way. */
export type Compare = (a: Compared, b: Compared, known: Known, onStep: (progress: Progress) => void) => Promise<Comparison>

/** Compares in this thread, in steps that others can come between. */
export const compareHere: Compare = async (a, b, known, onStep) => {
  const { compareStepwise } = await import('../shared/comparison.ts')
  const steps = compareStepwise(a, b, known)
  for (let since = performance.now(); ; ) {
    const step = steps.next()
    if (step.done === true) return step.value
    onStep(step.value)
    if (performance.now() - since < 8) continue
    await new Promise<void>((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}

const MOST_KEPT = 64

export class Passages {
  readonly #compare: Compare
  readonly #kept = new Map<string, Promise<Comparison>>()

  constructor(compare: Compare = compareHere) {
    this.#compare = compare
  }

  /** What two articles share and leave out, on all levels. `onStep` hears nothing of what was compared before. */
  between(a: OpenArticle, b: OpenArticle, known: Known = {}, onStep: (progress: Progress) => void = () => {}): Promise<Comparison> {
    const said = [a, b].map(({ article, zoneMarks }) => [
      article.textSha256,
      article.blocksSha256,
      article.language,
      zoneMarks.map(({ range, zone }) => [range, zone]),
    ])
    const names = known.entities?.map(({ id, name, aliases }) => [id, name, aliases])
    const key = JSON.stringify([said, names, [...(known.declined ?? [])]])
    const found = this.#kept.get(key) ?? this.#begin(key, a, b, known, onStep)
    this.#kept.delete(key)
    this.#kept.set(key, found)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return found
  }

  #begin(key: string, a: OpenArticle, b: OpenArticle, known: Known, onStep: (progress: Progress) => void): Promise<Comparison> {
    const made = this.#compare(compared(a), compared(b), known, onStep)
    made.catch(() => this.#kept.delete(key))
    return made
  }
}

const compared = ({ article, text, blocks, zoneMarks }: OpenArticle): Compared => ({ text, blocks, zoneMarks, language: article.language })
