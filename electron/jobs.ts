// Long work beside the windows. Each job has a name, says how far it is and can be ended. What it reads and reckons is done by
// threads that run electron/worker.ts; what it changes is changed here, once all of it is there. The thread of a job that is cancelled
// is told to stop and does so at its next step, while nobody waits for it: one that is torn out of its work may hang, and the app with it.
import { randomUUID } from 'node:crypto'
import { Failure } from '../shared/failure.ts'
import type { Progress, Step } from '../shared/job.ts'
import type { Thread } from './thread.ts'
import type { Answer, Request, Work } from './work.ts'

/** `null`: nothing more is asked of it. */
export type WorkThread = Thread<Request | null, Answer>
type Hand = { readonly thread: WorkThread; readonly gone: Promise<void>; hear(answer: Answer | 'gone'): void }

type Called = Readonly<{
  /** Of several with the same, the newest runs; by itself where there is none. */
  job?: string
  /** What it is to people. */
  name: string
  /** Whether it waits until others that do are done. */
  inTurn?: boolean
  /** Whether its project must stay open. */
  holds?: boolean
}>
/** What a job has while it runs. */
export type Job = Readonly<{
  signal: AbortSignal
  onStep: (step: Step) => void
  /** Has a thread do something. @throws Failure 'cancelled', and what the work says */
  work: <W extends keyof Work>(what: W, asked: Work[W]['asked']) => Promise<Work[W]['done']>
  /** Waits for what cannot be ended, no longer than the job goes on. @throws Failure 'cancelled' */
  until: <T>(promise: Promise<T>) => Promise<T>
}>
type Running = Readonly<{ ending: AbortController; name: string; holds: boolean }>

export class Jobs {
  readonly #start: () => WorkThread
  readonly #announce: (progress: Progress) => void
  readonly #running = new Map<string, Running>()
  readonly #hands = new Set<Hand>()
  /** Waits for the next light work; it keeps what previews have compared. Heavy work has a thread that ends with it and all that it held. */
  #idle: Hand | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(start: () => WorkThread, announce: (progress: Progress) => void) {
    this.#start = start
    this.#announce = announce
  }

  /** Runs a job until `act` is done. @throws Failure 'cancelled', and what `act` throws */
  async run<T>({ job = randomUUID(), name, inTurn = false, holds = false }: Called, act: (job: Job) => Promise<T>): Promise<T> {
    this.cancel(job)
    const ending = new AbortController()
    const running = { ending, name, holds }
    this.#running.set(job, running)
    const { signal } = ending
    const onStep = (step: Step) => {
      if (!signal.aborted) this.#announce({ job, name, ...step, cancellable: step.done < step.total })
    }
    const work: Job['work'] = (what, asked) => this.#work(what, asked, onStep, signal)
    let pass = () => {}
    try {
      if (inTurn) {
        const before = this.#turn
        this.#turn = new Promise<void>((resolve) => {
          pass = resolve
        }).then(() => before)
        onStep({ label: 'Waiting', done: 0, total: 1 })
        await untilEnded(before, signal)
      }
      return await act({ signal, onStep, work, until: (promise) => untilEnded(promise, signal) })
    } finally {
      pass()
      if (this.#running.get(job) === running) this.#running.delete(job)
      if (!signal.aborted) this.#over(job, name)
    }
  }

  /** The name of a job that its project must stay open for. */
  holding(): string | null {
    return [...this.#running.values()].find(({ holds }) => holds)?.name ?? null
  }

  runs(job: string): boolean {
    return this.#running.has(job)
  }

  /** Tells a job to end, if it runs. `reason` is the signal's. */
  cancel(job: string, reason?: string): boolean {
    const found = this.#running.get(job)
    if (found === undefined || found.ending.signal.aborted) return false
    found.ending.abort(reason)
    this.#over(job, found.name)
    return true
  }

  /** Ends all jobs. What comes back is kept once their threads have stopped and are gone. */
  async close(reason?: string): Promise<void> {
    for (const job of this.#running.keys()) this.cancel(job, reason)
    for (const { thread } of this.#hands) thread.post(null)
    await Promise.all([...this.#hands].map(({ gone }) => gone))
  }

  #over(job: string, name: string): void {
    this.#announce({ job, name, label: '', done: 1, total: 1, cancellable: false })
  }

  #work<W extends keyof Work>(
    what: W,
    asked: Work[W]['asked'],
    onStep: (step: Step) => void,
    signal: AbortSignal,
  ): Promise<Work[W]['done']> {
    const isLight = what === 'preview' || what === 'losses'
    const hand = (isLight ? this.#idle : null) ?? this.#begin()
    if (hand === this.#idle) this.#idle = null
    const stop = new Int32Array(new SharedArrayBuffer(4))
    const end = () => void Atomics.store(stop, 0, 1)
    signal.addEventListener('abort', end)
    const done = new Promise<Work[W]['done']>((resolve, reject) => {
      hand.hear = (answer: Answer<W> | 'gone') => {
        if (answer === 'gone') return reject(new Failure('internal', 'It ended before it was done. Nothing was changed. Try again.'))
        if ('step' in answer) return onStep(answer.step)
        signal.removeEventListener('abort', end)
        if (isLight && !signal.aborted && this.#idle === null) this.#idle = hand
        else hand.thread.post(null)
        if ('done' in answer) resolve(answer.done)
        else reject(new Failure(answer.code, answer.message))
      }
    })
    hand.thread.post({ what, asked, stop } as Request)
    return untilEnded(done, signal)
  }

  #begin(): Hand {
    const thread = this.#start()
    const gone = new Promise<void>((resolve) => thread.onExit(resolve))
    const hand: Hand = { thread, gone, hear: () => {} }
    this.#hands.add(hand)
    thread.onMessage((answer) => hand.hear(answer))
    void gone.then(() => {
      this.#hands.delete(hand)
      if (this.#idle === hand) this.#idle = null
      hand.hear('gone')
    })
    return hand
  }
}

/** What a promise comes to, unless the signal comes first. @throws Failure 'cancelled' */
function untilEnded<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Failure('cancelled', 'It was cancelled. Nothing was written or changed.'))
    if (signal.aborted) end()
    signal.addEventListener('abort', end)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
}
