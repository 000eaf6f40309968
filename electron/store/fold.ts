// Folding for finding: lower case, and accents off Latin and Greek letters, as the search index does it. Other scripts keep
// their marks, because there a mark makes another letter.
const accented = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu

export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (!/\P{ASCII}/u.test(lower)) return lower
  return lower.normalize('NFD').replace(accented, '$1').replaceAll('ς', 'σ').normalize('NFC')
}

/** The words of a query, folded, each once. */
export const foldedWords = (query: string): string[] => [
  ...new Set(
    fold(query)
      .split(/\s+/)
      .filter((word) => word !== ''),
  ),
]
