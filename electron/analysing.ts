// What was analysed lately, kept for as long as nothing that it was made of changes.
import type { Analysis, Overview } from '../shared/collection/model.ts'
import { ANALYSIS } from '../shared/job.ts'
import type { Article } from '../shared/records.ts'
import type { Jobs } from './jobs.ts'
import type { Of } from './work.ts'

export type Analysed = Readonly<{ articles: readonly Article[]; analysis: Analysis }>

const MOST_KEPT = 8

/** What a page is told of an analysis. */
export function overviewOf({ articles, analysis }: Analysed): Overview {
  return {
    ...analysis,
    articles: articles.map(({ id, title, source, part, of, outlet, date, words, reprintOf }) => ({
      id,
      title,
      source,
      part,
      of,
      outlet,
      date,
      words,
      reprintOf,
    })),
    reprints: analysis.reprints.map(({ passages: _passages, ...reprint }) => reprint),
  }
}

export class Analysing {
  readonly #jobs: Jobs
  readonly #kept = new Map<string, Readonly<{ hash: string; analysis: Analysis }>>()

  constructor(jobs: Jobs) {
    this.#jobs = jobs
  }

  /**
   * Analyses a collection of a project, or for `null` all of its articles; an analysis that runs ends.
   * @throws Failure 'cancelled' and those of opening a project
   */
  async analyse(of: Of, name: string | null): Promise<Analysed> {
    const key = JSON.stringify([of.file, name])
    const known = this.#kept.get(key)
    const { articles, hash, analysis } = await this.#jobs.run({ job: ANALYSIS, name: 'Analysis' }, ({ work }) =>
      work('analysis', { ...of, name, known: known?.hash ?? null }),
    )
    const made = analysis ?? known?.analysis
    if (made === undefined) throw new TypeError('an analysis that nobody knows was not made')
    this.#keep(key, { hash, analysis: made })
    return { articles, analysis: made }
  }

  #keep(key: string, result: Readonly<{ hash: string; analysis: Analysis }>): void {
    this.#kept.delete(key)
    this.#kept.set(key, result)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}
