// Open articles as charts count them.

import { nameOf } from '../articlename.ts'
import type { OpenArticle } from '../contract.ts'
import type { CodeId, HighlightId } from '../ids.ts'
import type { Code, Codebook, Entity, Highlight } from '../records.ts'
import { codesInOrder } from '../report/codeorder.ts'
import { type Counted, leftOutOf, liesOutside, ownWords, zonesOf } from '../zones.ts'
import { type ChartArticle, type ChartCode, ChartGatherer } from './gather.ts'
import type { Charts } from './model.ts'
import { type Sourcing, saidIn } from './said.ts'

export type Charted = Readonly<{
  counted: Counted
  articles: readonly OpenArticle[]
  codebooks: readonly Codebook[]
  codes: readonly Code[]
  entities: readonly Entity[]
}>
type Wanted = readonly Pick<Highlight, 'id' | 'ranges'>[]

/** The codes of a project as charts name them. */
export const chartCodes = ({ codebooks, codes }: Pick<Charted, 'codebooks' | 'codes'>): ChartCode[] =>
  [...codesInOrder(codebooks, codes).values()].map(({ code: { id, name, color }, path }) => ({ id, name, color, path }))

/** @param wanted the highlights of each article that are asked for */
export function chartsOf(about: Charted, wanted: readonly Wanted[]): Charts {
  const { counted, articles, codes, entities } = about
  const gatherer = new ChartGatherer(chartCodes(about))
  const sourcing = {
    codes: new Map(codes.map((code) => [code.id, code])),
    entities: new Map(entities.map((entity) => [entity.id, entity])),
  }
  for (const [i, open] of articles.entries()) gatherer.add(charted(open, wanted[i] ?? [], counted, sourcing))
  return gatherer.charts(counted)
}

function charted(open: OpenArticle, wanted: Wanted, counted: Counted, sourcing: Sourcing): ChartArticle {
  const { article, text, blocks, zoneMarks, codings } = open
  const leftOut = counted === 'own' ? leftOutOf(zonesOf(blocks, zoneMarks)) : []
  const codesOf = new Map<HighlightId, CodeId[]>()
  for (const { highlightId, codeId } of codings) {
    const held = codesOf.get(highlightId)
    if (held === undefined) codesOf.set(highlightId, [codeId])
    else held.push(codeId)
  }
  const said = saidIn(open, sourcing)
  return {
    id: article.id,
    name: article.outlet || nameOf(article),
    outlet: article.outlet,
    date: article.date,
    words: ownWords(article.words, text, leftOut),
    units: text.length,
    highlights: wanted
      .filter(({ ranges }) => !liesOutside(ranges, leftOut))
      .map(({ id, ranges }) => ({ id, ranges, codes: codesOf.get(id) ?? [], said: said.get(id) ?? null })),
  }
}
