// Comparing at a distance: in a thread of its own, so that the windows go on whatever is compared. One pair at a time; the
// thread is electron/comparer.ts.
import type { Compared, Comparison, Known, Progress } from '../shared/comparison.ts'
import type { Compare } from './passages.ts'

export type Request = Readonly<{ a: Compared; b: Compared; known: Known }>
export type Answer = Readonly<{ step: Progress }> | Readonly<{ done: Comparison }> | Readonly<{ fault: string }>

/** A thread that runs electron/comparer.ts. */
export type Thread = Readonly<{
  post: (request: Request) => void
  onMessage: (hear: (answer: Answer) => void) => void
  onExit: (hear: () => void) => void
}>

export class Comparing {
  readonly #start: () => Thread
  #thread: Thread | null = null
  #hear: ((answer: Answer) => void) | null = null
  #last: Promise<unknown> = Promise.resolve()

  constructor(start: () => Thread) {
    this.#start = start
  }

  readonly compare: Compare = (a, b, known, onStep) => {
    const turn = this.#last.then(() => this.#compare({ a, b, known }, onStep))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  #compare(request: Request, onStep: (progress: Progress) => void): Promise<Comparison> {
    this.#thread ??= this.#begin()
    const thread = this.#thread
    return new Promise<Comparison>((resolve, reject) => {
      this.#hear = (answer) => {
        if ('step' in answer) onStep(answer.step)
        else if ('done' in answer) resolve(answer.done)
        else reject(new Error(answer.fault))
      }
      thread.post(request)
    })
  }

  #begin(): Thread {
    const thread = this.#start()
    thread.onMessage((answer) => this.#hear?.(answer))
    thread.onExit(() => {
      this.#thread = null
      this.#hear?.({ fault: 'the thread that compares has ended' })
    })
    return thread
  }
}
