// Calls about two articles beside each other.
import type { Progress } from '../shared/comparison.ts'
import { shownAt } from '../shared/omissions.ts'
import { sharesWords } from '../shared/passage.ts'
import { sharedShare } from '../shared/sharing.ts'
import type { Desk } from './desk.ts'
import type { Passages } from './passages.ts'
import type { Handlers } from './reply.ts'

export function comparingHandlers(
  desk: Desk,
  passages: Passages,
): Pick<Handlers, 'compare' | 'compare.leave' | 'compare.share' | 'pair.open'> {
  /** Comparisons that a page waits for. */
  const awaited = new Map<string, AbortController>()
  return {
    compare: async ({ a, b }) => {
      const [left, right] = [desk.openArticle(a), desk.openArticle(b)]
      const [leaving, key] = [new AbortController(), `${a} ${b}`]
      awaited.set(key, leaving)
      const tell = (step: Progress) => desk.comparing({ a, b, ...step })
      try {
        const { passages: shared, omissions } = await passages.between(left, right, desk.project.known(), tell, leaving.signal)
        return { passages: shared, omissions }
      } finally {
        if (awaited.get(key) === leaving) awaited.delete(key)
      }
    },
    'compare.leave': ({ a, b }) => {
      const leaving = awaited.get(`${a} ${b}`)
      leaving?.abort()
      return leaving !== undefined
    },
    'compare.share': async ({ a, b, cutOff }) => {
      const [left, right] = [desk.openArticle(a), desk.openArticle(b)]
      const shown = shownAt(await passages.between(left, right, desk.project.known()), cutOff).passages
      const inWords = shown.filter(sharesWords)
      const counted = desk.project.counted()
      return {
        words: inWords.reduce((sum, { words }) => sum + words, 0),
        a: sharedShare(inWords, 'a', left, counted),
        b: sharedShare(inWords, 'b', right, counted),
        statements: shown.length - inWords.length,
      }
    },
    'pair.open': ({ a, b }) => desk.project.judged(a, b),
  }
}
