// Articles of any length for the benchmarks, the same in every run: words of natural lengths in sentences, in paragraphs of
// 40 to 120 words, under a heading each dozen paragraphs, and highlights of 2 to 20 words strewn evenly over them.
import { HighlightId } from '../../shared/ids.ts'
import type { Highlight } from '../../shared/records.ts'
import { type Block, type Draft, joinBlocks } from '../../shared/text.ts'

/** Numbers from 0 up to 1 that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const SYLLABLES = 'ba co de fi gu ha je ki lo mu ne or pa qui ra su ti un ve wo xa yo zi st the in re con al er'.split(' ')

/** A vocabulary in which early words are the frequent ones. */
function vocabulary(size: number, seed = 7): string[] {
  const random = seeded(seed)
  const words = new Set<string>()
  while (words.size < size) {
    const syllables = 1 + Math.floor(random() * Math.min(4, 1 + words.size / 40))
    words.add(Array.from({ length: syllables }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''))
  }
  return [...words]
}

const VOCABULARY = vocabulary(20_000)

export function sentence(random: () => number, length: number): string {
  const words = Array.from({ length }, () => VOCABULARY[Math.floor(VOCABULARY.length * random() ** 4)] as string)
  const text = words.join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

export type Made = Readonly<{ text: string; blocks: readonly Block[] }>

export function articleOf(words: number, seed = 1): Made {
  const random = seeded(seed)
  const drafts: Draft[] = [{ kind: 'title', zone: 'title', text: sentence(random, 8) }]
  for (let left = words - 8, n = 0; left > 0; n++) {
    const heading = n % 13 === 12
    const length = Math.min(left, heading ? 5 : 40 + Math.floor(random() * 80))
    left -= length
    if (heading) {
      drafts.push({ kind: 'heading', level: 2, zone: 'body', text: sentence(random, length) })
      continue
    }
    const sentences: string[] = []
    for (let rest = length; rest > 0; rest -= 20) sentences.push(sentence(random, Math.min(rest, 20)))
    drafts.push({ kind: n % 17 === 16 ? 'quote' : 'paragraph', zone: 'body', text: sentences.join(' ') })
  }
  return joinBlocks(drafts)
}

export type Place = Pick<Highlight, 'id' | 'ranges'>

/** `n` highlights in reading order; one in twenty is discontinuous. */
export function highlightsOf(text: string, n: number, seed = 2): Place[] {
  const random = seeded(seed)
  const starts = Array.from(text.matchAll(/\S+/g), (found) => ({ start: found.index, end: found.index + found[0].length }))
  const last = starts.length - 1
  return Array.from({ length: n }, (_, i) => {
    const first = Math.min(last, Math.floor((i / n) * starts.length))
    const range = (from: number, length: number) => ({
      start: starts[Math.min(last, from)]?.start ?? 0,
      end: starts[Math.min(last, from + length - 1)]?.end ?? 1,
    })
    const length = 2 + Math.floor(random() * 19)
    const ranges =
      i % 20 === 19 && first + length + 8 < last ? [range(first, length), range(first + length + 4, 4)] : [range(first, length)]
    return { id: HighlightId.parse(`h${i}`), ranges }
  })
}
