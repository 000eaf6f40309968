// Comparing two articles at a distance: what comes of it, on the way and in the end.
import { describe, expect, it } from 'vitest'
import { Comparing, type ComparingThread, type Request } from '../../electron/comparing.ts'
import { compareHere, Passages } from '../../electron/passages.ts'
import { type Compared, compareArticles, type Progress } from '../../shared/comparison.ts'
import { article } from '../helpers/reports.ts'

const left = article(
  'left',
  [['paragraph', 'body', 'The ferry left the northern quay at dawn with ninety people aboard. Nobody had checked the ramp.']],
  {},
)
const right = article('right', [['paragraph', 'body', 'On Monday the ferry left the northern quay at dawn with ninety people aboard.']], {})
const compared = ({ text, blocks, zoneMarks, article: { language } }: typeof left): Compared => ({ text, blocks, zoneMarks, language })

const { signal: going } = new AbortController()

describe('comparing in steps', () => {
  it('gives what comparing in one go gives, and tells it on the way', async () => {
    const [a, b] = [compared(left), compared(right)]
    const whole = compareArticles(a, b)
    const told: unknown[] = []
    const done: number[] = []
    const tell = (step: Progress) => {
      told.push(...step.found)
      done.push(step.done)
    }
    const found = await compareHere(a, b, {}, tell, going)
    expect(found).toEqual(whole)
    expect(told).toEqual(whole.passages)
    expect(done).toEqual(done.toSorted((x, y) => x - y))
  })
})

describe('what was compared', () => {
  it('is not compared again until something that counts has changed', async () => {
    let runs = 0
    const passages = new Passages((...given) => {
      runs++
      return compareHere(...given)
    })
    const first = await passages.between(left, right)
    expect(await passages.between(left, right)).toBe(first)
    expect(runs).toBe(1)
    await passages.between(right, left)
    await passages.between(
      {
        ...left,
        zoneMarks: [{ ...left.zoneMarks[0], id: 'z', articleId: left.article.id, range: { start: 0, end: 5 }, zone: 'caption' } as never],
      },
      right,
    )
    expect(runs).toBe(3)
  })

  it('is tried again where it failed', async () => {
    let runs = 0
    const passages = new Passages((...given) => (runs++ === 0 ? Promise.reject(new Error('out of memory')) : compareHere(...given)))
    await expect(passages.between(left, right)).rejects.toThrow('out of memory')
    expect((await passages.between(left, right)).passages).toHaveLength(1)
  })

  it('is given up when everyone who waits for it has left, and kept when it is done', async () => {
    const signals: AbortSignal[] = []
    const passages = new Passages((...given) => {
      signals.push(given[4])
      return compareHere(...given)
    })
    const [one, other] = [new AbortController(), new AbortController()]
    const found = passages.between(left, right, {}, undefined, one.signal)
    const same = passages.between(left, right, {}, undefined, other.signal)
    one.abort()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
    await expect(same).resolves.toBe(await found)
    other.abort()
    expect(await passages.between(left, right)).toBe(await found)

    const third = new AbortController()
    const undone = passages.between(right, left, {}, undefined, third.signal)
    third.abort()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true])
    await undone.catch(() => undefined)
    await passages.between(right, left)
    expect(signals).toHaveLength(3)
  })
})

describe('a thread that compares', () => {
  /** A thread that answers when it is told to. */
  function held() {
    const threads: { requests: Request[]; answer: Parameters<ComparingThread['onMessage']>[0]; exit: () => void; ended: boolean }[] = []
    const comparing = new Comparing(() => {
      const thread = { requests: [] as Request[], answer: () => {}, exit: () => {}, ended: false } as (typeof threads)[number]
      threads.push(thread)
      return {
        post: (request) => void thread.requests.push(request),
        onMessage: (hear) => {
          thread.answer = hear
        },
        onExit: (hear) => {
          thread.exit = hear
        },
        end: () => {
          thread.ended = true
        },
      }
    })
    return { comparing, threads }
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))

  it('has one pair at a time, and a failure is one pair’s own', async () => {
    const { comparing, threads } = held()
    const [a, b] = [compared(left), compared(right)]
    const heard: number[] = []
    const first = comparing.compare(a, b, {}, ({ done }) => heard.push(done), going)
    const second = comparing.compare(b, a, {}, () => {}, going)
    await turn()
    expect(threads[0]?.requests).toEqual([{ a, b, known: {} }])
    threads[0]?.answer({ step: { found: [], done: 0.5 } })
    threads[0]?.answer({ fault: 'too deep' })
    await expect(first).rejects.toThrow('too deep')
    await turn()
    expect(threads[0]?.requests).toHaveLength(2)
    const done = compareArticles(b, a)
    threads[0]?.answer({ done })
    expect(await second).toBe(done)
    expect(heard).toEqual([0.5])
  })

  it('ends with the pair that it is at, when that is given up, and never begins one that was', async () => {
    const { comparing, threads } = held()
    const [a, b] = [compared(left), compared(right)]
    const [first, second] = [new AbortController(), new AbortController()]
    const running = comparing.compare(a, b, {}, () => {}, first.signal)
    const waiting = comparing.compare(b, a, {}, () => {}, second.signal)
    const third = comparing.compare(a, b, {}, () => {}, going)
    await turn()
    second.abort()
    first.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    await turn()
    expect(threads.map(({ ended, requests }) => [ended, requests.length])).toEqual([
      [true, 1],
      [false, 1],
    ])
    const done = compareArticles(a, b)
    threads[0]?.answer({ fault: 'too late' })
    threads[0]?.exit()
    threads[1]?.answer({ done })
    expect(await third).toBe(done)
  })

  it('is begun anew after it has ended', async () => {
    const { comparing, threads } = held()
    const first = comparing.compare(compared(left), compared(right), {}, () => {}, going)
    await turn()
    threads[0]?.exit()
    await expect(first).rejects.toThrow('has ended')
    void comparing.compare(compared(left), compared(right), {}, () => {}, going)
    await turn()
    expect(threads).toHaveLength(2)
    expect(threads[1]?.requests).toHaveLength(1)
  })
})
