// What pairs that were compared lately share. A text never changes, so its hash stands for it; what else counts is in the key.
import type { Compared, Comparison, Known, Progress } from '../shared/comparison.ts'
import type { OpenArticle } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'

type OnStep = (progress: Progress) => void

/** Compares two articles; `onStep` hears what is found on the way. @throws Failure 'cancelled' once the signal is given */
export type Compare = (a: Compared, b: Compared, known: Known, onStep: OnStep, signal: AbortSignal) => Promise<Comparison>

export const givenUp = () => new Failure('cancelled', 'The comparison was given up.')

/** Compares in this thread, in steps that others can come between. */
export const compareHere: Compare = async (a, b, known, onStep, signal) => {
  const { compareStepwise } = await import('../shared/comparison.ts')
  const steps = compareStepwise(a, b, known)
  for (let since = performance.now(); ; ) {
    if (signal.aborted) throw givenUp()
    const step = steps.next()
    if (step.done === true) return step.value
    onStep(step.value)
    if (performance.now() - since < 8) continue
    await new Promise<void>((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}

const MOST_KEPT = 64

/** `wanted`: how many have asked for it and not left. */
type Kept = { readonly found: Promise<Comparison>; readonly ending: AbortController; wanted: number; over: boolean }

export class Passages {
  readonly #compare: Compare
  readonly #kept = new Map<string, Kept>()

  constructor(compare: Compare = compareHere) {
    this.#compare = compare
  }

  /**
   * What two articles share and leave out, on all levels. `onStep` hears nothing of what was compared before. With its signal
   * whoever asks leaves again: what nobody waits for any more is given up.
   * @throws Failure 'cancelled'
   */
  between(a: OpenArticle, b: OpenArticle, known: Known = {}, onStep: OnStep = () => {}, signal?: AbortSignal): Promise<Comparison> {
    const said = [a, b].map(({ article, zoneMarks }) => [
      article.textSha256,
      article.blocksSha256,
      article.language,
      zoneMarks.map(({ range, zone }) => [range, zone]),
    ])
    const names = known.entities?.map(({ id, name, aliases }) => [id, name, aliases])
    const key = JSON.stringify([said, names, [...(known.declined ?? [])]])
    const kept = this.#kept.get(key) ?? this.#begin(key, a, b, known, onStep)
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    kept.wanted++
    signal?.addEventListener('abort', () => {
      if (--kept.wanted > 0 || kept.over) return
      if (this.#kept.get(key) === kept) this.#kept.delete(key)
      kept.ending.abort()
    })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return kept.found
  }

  #begin(key: string, a: OpenArticle, b: OpenArticle, known: Known, onStep: OnStep): Kept {
    const ending = new AbortController()
    const found = this.#compare(compared(a), compared(b), known, onStep, ending.signal)
    const kept = { found, ending, wanted: 0, over: false }
    found.then(
      () => {
        kept.over = true
      },
      () => this.#kept.get(key) === kept && this.#kept.delete(key),
    )
    return kept
  }
}

const compared = ({ article, text, blocks, zoneMarks }: OpenArticle): Compared => ({ text, blocks, zoneMarks, language: article.language })
