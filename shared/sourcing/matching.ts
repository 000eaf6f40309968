// Places of listed words in a text: whole words, in any case, the longest entry first.
import type { Range } from '../text.ts'

type WordPlace = Readonly<{ range: Range; entry: string }>
type Matcher = (text: string, range: Range) => WordPlace[]

const word = /[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu

/** Finds the entries (lower case; words parted by one blank) in ranges of a text. */
export function matcherOf(entries: Iterable<string>): Matcher {
  const byFirst = new Map<string, string[][]>()
  for (const entry of entries) {
    const parts = entry.split(' ')
    const first = parts[0] ?? ''
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), parts].sort((a, b) => b.length - a.length),
    )
  }
  return (text, { start, end }) => {
    const tokens = [...text.slice(start, end).matchAll(word)].map(({ 0: found, index }) => ({
      at: start + index,
      end: start + index + found.length,
      low: found.toLowerCase().replaceAll('’', "'"),
    }))
    const places: WordPlace[] = []
    for (let i = 0; i < tokens.length; i++) {
      const fits = byFirst
        .get(tokens[i]?.low ?? '')
        ?.find((parts) =>
          parts.every(
            (part, n) => tokens[i + n]?.low === part && (n === 0 || /^\s+$/.test(text.slice(tokens[i + n - 1]?.end, tokens[i + n]?.at))),
          ),
        )
      const [first, last] = [tokens[i], tokens[i + (fits?.length ?? 1) - 1]]
      if (fits === undefined || first === undefined || last === undefined) continue
      places.push({ range: { start: first.at, end: last.end }, entry: fits.join(' ') })
      i += fits.length - 1
    }
    return places
  }
}
