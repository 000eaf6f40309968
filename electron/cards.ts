// The cards of two articles beside each other, made in this thread in steps that others can come between.
import { setImmediate } from 'node:timers/promises'
import type { About, Paired } from '../shared/cards/cards.ts'
import type { Cards } from '../shared/cards/model.ts'
import type { Comparison } from '../shared/comparison.ts'
import type { OpenArticle } from '../shared/contract.ts'
import { BiasWords } from '../shared/sourcing/lexicon.ts'
import type { Desk } from './desk.ts'
import type { Passages } from './passages.ts'
import type { Handlers } from './reply.ts'
import type { ProjectFile } from './store/project.ts'
import { reportingWords } from './words.ts'

/** Who says what is read from reporting words alone: no list of hints is needed. */
const noHints = BiasWords.parse({ language: 'en', provenance: '', hedges: [], loaded: [], distance: [] })

/** What cards are made of beside the articles: for a project, or for two files without one. */
export function aboutOf(project: ProjectFile | null, corpusFolder: string): About {
  return {
    counted: project?.counted() ?? 'own',
    words: { reporting: reportingWords(corpusFolder), bias: noHints, learnt: [] },
    codes: new Map(project?.codebook().codes.map((code) => [code.id, code])),
    known: project?.known() ?? {},
  }
}

export const pairedOf = (project: ProjectFile, { article, ...open }: OpenArticle): Paired => ({
  ...open,
  language: article.language,
  dismissals: project.dismissalsOf(article.id),
})

export async function makeCards(a: Paired, b: Paired, comparison: Comparison, about: About): Promise<Cards> {
  const { cardsOf } = await import('../shared/cards/cards.ts')
  const steps = cardsOf(a, b, comparison, about)
  for (let since = performance.now(); ; ) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (performance.now() - since < 8) continue
    await setImmediate()
    since = performance.now()
  }
}

export const cardHandlers = (desk: Desk, passages: Passages): Pick<Handlers, 'compare.cards'> => ({
  'compare.cards': async ({ a, b }) => {
    const { project } = desk
    const [left, right] = [desk.openArticle(a), desk.openArticle(b)]
    return makeCards(
      pairedOf(project, left),
      pairedOf(project, right),
      await passages.between(left, right, project.known()),
      aboutOf(project, desk.corpus),
    )
  },
})
