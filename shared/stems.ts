const STEM = 6

/** A word in plain letters without its commonest endings, cut after STEM letters: rough, but the same for every language that inflects by endings. */
export function stemOf(plain: string): string {
  let stem = plain
  if (stem.length > 4) stem = stem.replace(/(?:ie|e)?s$/, '')
  if (stem.length > 5) stem = stem.replace(/(?:ing|ed|ly)$/, '')
  stem = stem.replace(/([^aeiou])\1$/, '$1').replace(/[aeiouy]$/, '')
  return (stem.length < 3 ? plain : stem).slice(0, STEM)
}
