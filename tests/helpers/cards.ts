// Two texts as cards, for tests: paragraphs of own words unless a zone is given.
import path from 'node:path'
import { aboutOf } from '../../electron/cards.ts'
import { cardsOf, type Paired } from '../../shared/cards/cards.ts'
import type { Cards } from '../../shared/cards/model.ts'
import { compareArticles, type Known } from '../../shared/comparison.ts'
import { type Draft, joinBlocks, type Range } from '../../shared/text.ts'

const root = path.resolve(import.meta.dirname, '../..')
export const corpus = path.join(root, 'corpus')

export type Words = readonly (string | Readonly<{ zone: Draft['zone']; text: string }>)[]

export function paired(words: Words, more: Partial<Paired> = {}): Paired {
  const drafts = words.map(
    (each): Draft => (typeof each === 'string' ? { kind: 'paragraph', zone: 'body', text: each } : { kind: 'paragraph', ...each }),
  )
  return { ...joinBlocks(drafts), language: 'en', zoneMarks: [], highlights: [], codings: [], links: [], dismissals: [], ...more }
}

/** All cards of two texts. */
export function made(a: Paired, b: Paired, known: Known & Readonly<{ counted?: 'own' | 'all' }> = {}): Cards {
  const about = { ...aboutOf(null, corpus), known, counted: known.counted ?? 'own' }
  const steps = cardsOf(a, b, compareArticles(a, b, known), about)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

export const words = (text: string, range: Range | null): string => (range === null ? '' : text.slice(range.start, range.end))
