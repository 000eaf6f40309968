// What suggestions need of the project: the word lists, what was learnt from its coding, and what was decided before.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ArticleId, HighlightId } from '../shared/ids.ts'
import { type LearntWord, learn, wordCounts } from '../shared/sourcing/learning.ts'
import { BiasWords } from '../shared/sourcing/lexicon.ts'
import type { Desk } from './desk.ts'
import type { Handlers } from './reply.ts'
import type { ProjectFile } from './store/project.ts'
import { reportingWords } from './words.ts'

/** Codes under this key of the built-in codebook say that a word is loaded, but for scare quotes, which mark the words of others. */
const WORD_CHOICE = 'BI.WC.'
const SCARE_QUOTES = 'BI.WC.SCAR'
/** Longer highlights say nothing of a single word. */
const MOST_WORDS = 4
/** The newest coded articles and highlights that are looked at. */
const MOST_ARTICLES = 400
const MOST_HIGHLIGHTS = 10_000
/** UTF-16 units of text that are read at most. */
const MOST_TEXT = 20_000_000

/** @throws ZodError when the file is not such a list, and what reading a file throws */
export function biasWords(corpusFolder: string): BiasWords {
  return BiasWords.parse(JSON.parse(readFileSync(path.join(corpusFolder, 'words', 'bias-en.json'), 'utf8')))
}

/** Words learnt from a project's coding of word choice, read from its newest coded articles; between articles the app goes on. */
export async function learntWords(project: ProjectFile): Promise<LearntWord[]> {
  const codings = project
    .codebook()
    .codes.filter(({ key }) => key.startsWith(WORD_CHOICE) && key !== SCARE_QUOTES)
    .flatMap(({ id }) => project.codingsWith(id).slice(-MOST_HIGHLIGHTS))
  const byArticle = new Map<ArticleId, Set<HighlightId>>()
  for (const { articleId, highlightId } of codings) byArticle.set(articleId, (byArticle.get(articleId) ?? new Set()).add(highlightId))
  const [coded, all] = [new Map<string, number>(), new Map<string, number>()]
  let left = MOST_TEXT
  for (const [articleId, ids] of [...byArticle].slice(-MOST_ARTICLES)) {
    const { text, highlights } = project.openArticle(articleId)
    if (text.length > left) continue
    left -= text.length
    wordCounts(text, all)
    // Words are counted once where highlights lie over each other.
    const seen = new Set<number>()
    for (const { id, ranges } of highlights)
      for (const { start, end } of ids.has(id) ? ranges : [])
        if (!seen.has(start) && text.slice(start, end).split(/\s+/).length <= MOST_WORDS) {
          seen.add(start)
          wordCounts(text.slice(start, end), coded)
        }
    await setImmediate()
  }
  return learn(coded, all)
}

export const suggestionHandlers = (desk: Desk): Pick<Handlers, 'suggest.words' | 'suggest.decided'> => ({
  'suggest.words': async () => ({
    reporting: reportingWords(desk.corpus),
    bias: biasWords(desk.corpus),
    learnt: await learntWords(desk.project),
  }),
  'suggest.decided': ({ articleId }) => ({ dismissals: desk.project.dismissalsOf(articleId), decided: desk.project.decided() }),
})
