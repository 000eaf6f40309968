// Folding for finding: what is written in one way is found when it is typed in another. Case goes; accents go from Latin and
// Greek letters, vowel points from Arabic and Hebrew; letters that are commonly typed as others become those. Marks that make
// another letter, as in й or ї, stay.
const accented = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu
const points = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g
// biome-ignore format: pairs
const typedAs: Readonly<Record<string, string>> = {
  ə: 'e', ı: 'i', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ς: 'σ', ё: 'е', ی: 'ي', ک: 'ك',
}
const others = new RegExp(`[${Object.keys(typedAs).join('')}]`, 'g')

export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (!/\P{ASCII}/u.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(accented, '$1')
    .replace(points, '')
    .normalize('NFC')
    .replace(others, (letter) => typedAs[letter] ?? letter)
}

/** A word as the index knows it: a run of letters, digits and marks. Not to be changed without indexing anew. */
export const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu
const between = /[^\p{L}\p{N}\p{M}\p{Co}]+/gu

/** All words of a text, folded, with one space between: each word folds as it would by itself. */
export const spelled = (text: string): string => fold(text.replace(between, ' ')).replace(/ +/g, ' ').trim()

/** The pieces of a query between white space, folded, each once. */
export const foldedPieces = (query: string): string[] => [
  ...new Set(
    fold(query)
      .split(/\s+/)
      .filter((piece) => piece !== ''),
  ),
]
