// Analysing a collection at a distance: in a thread of its own, electron/analyser.ts, so that the windows go on. One analysis at
// a time; it leaves all of its result or none, and what was analysed lately is kept for as long as nothing that it was made of changes.
import { z } from 'zod'
import type { Analysis, Overview, Step } from '../shared/collection/analysis.ts'
import { Failure, type FailureCode } from '../shared/failure.ts'
import type { Article } from '../shared/records.ts'

export const Task = z.strictObject({
  file: z.string(),
  nativeBinding: z.string().optional(),
  /** Of the collection; `null` for all articles. */
  name: z.string().nullable(),
  /** The hash of what an analysis is held of. */
  known: z.string().nullable(),
  /** Anything but zero ends it. */
  stop: z.custom<Int32Array<SharedArrayBuffer>>((value) => value instanceof Int32Array && value.buffer instanceof SharedArrayBuffer),
})
export type Task = z.infer<typeof Task>
/** `analysis: null`: it would be the one that is known. */
export type Answer =
  | Readonly<{ step: Step }>
  | Readonly<{ articles: readonly Article[]; hash: string; analysis: Analysis | null }>
  | Readonly<{ code: FailureCode; message: string }>

/** A thread that runs electron/analyser.ts. */
export type Thread = Readonly<{ onMessage: (hear: (answer: Answer) => void) => void; onExit: (hear: () => void) => void }>
/** What there is to analyse, and how it is told how far it is. */
type Asked = Pick<Task, 'file' | 'nativeBinding' | 'name'> & Readonly<{ onStep: (step: Step) => void }>
export type Analysed = Readonly<{ articles: readonly Article[]; analysis: Analysis }>

const MOST_KEPT = 8

/** What a page is told of an analysis. */
export function overviewOf({ articles, analysis }: Analysed): Overview {
  return {
    ...analysis,
    articles: articles.map(({ id, title, source, outlet, date, words, reprintOf }) => ({
      id,
      title,
      source,
      outlet,
      date,
      words,
      reprintOf,
    })),
    reprints: analysis.reprints.map(({ passages: _passages, ...reprint }) => reprint),
  }
}

export class Analysing {
  readonly #start: (task: Task) => Thread
  readonly #kept = new Map<string, Readonly<{ hash: string; analysis: Analysis }>>()
  #stop: Int32Array<SharedArrayBuffer> | null = null

  constructor(start: (task: Task) => Thread) {
    this.#start = start
  }

  /** Analyses a collection; an analysis that runs ends. @throws Failure 'cancelled' and those of opening a project */
  analyse({ onStep, ...asked }: Asked): Promise<Analysed> {
    this.cancel()
    const stop = new Int32Array(new SharedArrayBuffer(4))
    this.#stop = stop
    const key = JSON.stringify([asked.file, asked.name])
    const known = this.#kept.get(key)
    const done = () => {
      if (this.#stop === stop) this.#stop = null
    }
    return new Promise<Analysed>((resolve, reject) => {
      const thread = this.#start({ ...asked, known: known?.hash ?? null, stop })
      thread.onMessage((answer) => {
        if ('step' in answer) return onStep(answer.step)
        done()
        if ('code' in answer) return reject(new Failure(answer.code, answer.message))
        const { articles, hash } = answer
        const analysis = answer.analysis ?? known?.analysis
        if (analysis === undefined) return
        this.#keep(key, { hash, analysis })
        resolve({ articles, analysis })
      })
      thread.onExit(() => {
        done()
        reject(new Failure('internal', 'The analysis ended before it was done. Nothing was changed. Try again.'))
      })
    })
  }

  /** Ends the analysis that runs, if one does. */
  cancel(): boolean {
    if (this.#stop === null) return false
    Atomics.store(this.#stop, 0, 1)
    this.#stop = null
    return true
  }

  #keep(key: string, result: Readonly<{ hash: string; analysis: Analysis }>): void {
    this.#kept.delete(key)
    this.#kept.set(key, result)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}
