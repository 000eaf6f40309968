// Comparing at a distance: in a thread of its own, so that the windows go on whatever is compared. One pair at a time; the
// thread is electron/comparer.ts.
import type { Compared, Comparison, Known, Progress } from '../shared/comparison.ts'
import { type Compare, givenUp } from './passages.ts'
import type { Thread } from './thread.ts'

export type Request = Readonly<{ a: Compared; b: Compared; known: Known }>
export type Answer = Readonly<{ step: Progress }> | Readonly<{ done: Comparison }> | Readonly<{ fault: string }>

/** A thread that runs electron/comparer.ts. */
export type ComparingThread = Thread<Request, Answer>

export class Comparing {
  readonly #start: () => ComparingThread
  #thread: ComparingThread | null = null
  #hear: ((answer: Answer) => void) | null = null
  #last: Promise<unknown> = Promise.resolve()

  constructor(start: () => ComparingThread) {
    this.#start = start
  }

  readonly compare: Compare = (a, b, known, onStep, signal) => {
    const turn = this.#last.then(() => this.#compare({ a, b, known }, onStep, signal))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  #compare(request: Request, onStep: (progress: Progress) => void, signal: AbortSignal): Promise<Comparison> {
    if (signal.aborted) return Promise.reject(givenUp())
    this.#thread ??= this.#begin()
    const thread = this.#thread
    return new Promise<Comparison>((resolve, reject) => {
      const hear = (answer: Answer) => {
        if ('step' in answer) return onStep(answer.step)
        this.#hear = null
        if ('done' in answer) resolve(answer.done)
        else reject(new Error(answer.fault))
      }
      this.#hear = hear
      // A thread in the midst of a pair hears nothing: it ends, and the next pair has another.
      signal.addEventListener('abort', () => {
        reject(givenUp())
        if (this.#hear !== hear) return
        this.#hear = this.#thread = null
        thread.end()
      })
      thread.post(request)
    })
  }

  #begin(): ComparingThread {
    const thread = this.#start()
    thread.onMessage((answer) => {
      if (this.#thread === thread) this.#hear?.(answer)
    })
    thread.onExit(() => {
      if (this.#thread !== thread) return
      this.#thread = null
      this.#hear?.({ fault: 'the thread that compares has ended' })
    })
    return thread
  }
}
