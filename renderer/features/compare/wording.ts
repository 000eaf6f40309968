// What ribbons and shared passages are called, in the text, in the list and to those who hear them.
import type { Passage } from '../../../shared/passage.ts'
import type { Range } from '../../../shared/text.ts'

export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`

/** Kind, score and length of a passage in a few words. */
export function describe({ kind, score, words }: Passage): string {
  if (kind === 'statement') return `same statement in other words · likeness ${score.toFixed(2)}`
  const length = `${words.toLocaleString('en')} ${words === 1 ? 'word' : 'words'}`
  return kind === 'verbatim' ? `same words · ${length}` : `edited, ${percent(score)} the same · ${length}`
}

const SHORT = 90

/** The first words of a stretch on one line. */
export const excerpt = (text: string, { start, end }: Range, most = SHORT): string =>
  `${text.slice(start, Math.min(end, start + most)).replace(/\s+/g, ' ')}${end - start > most ? '…' : ''}`
