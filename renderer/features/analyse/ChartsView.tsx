// How the articles of a collection are coded, as charts: the very figures that reports have. A mark opens the passages that it counts.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Href } from '../../../shared/charts/draw.ts'
import { chartFigures } from '../../../shared/charts/figures.ts'
import { chartStyle } from '../../../shared/charts/look.ts'
import type { Charts } from '../../../shared/charts/model.ts'
import { Passages } from '../../../shared/charts/passages.ts'
import { Failure } from '../../../shared/failure.ts'
import { CHARTS } from '../../../shared/job.ts'
import { element } from '../../../shared/report/node.ts'
import { call } from '../../state/api.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Markup } from '../../ui/Markup.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { PassageList } from './PassageList.tsx'
import { Running } from './Running.tsx'

/** A mark names what it counts in its address. */
const addressOf = (passages: Passages): Href => `#${encodeURIComponent(JSON.stringify(passages))}`
function passagesAt(href: string): Passages | null {
  try {
    return Passages.safeParse(JSON.parse(decodeURIComponent(href.slice(1)))).data ?? null
  } catch {
    return null
  }
}

/** Whoever codes blind does not see whose articles they are. */
const blinded = (charts: Charts): Charts => ({
  ...charts,
  sources: charts.sources.map((source, i) => ({ ...source, name: source.articleId === null ? `Outlet ${i + 1}` : 'Article' })),
})

/** The style of the figures, for as long as they are shown. */
function useChartStyle(charts: Charts | undefined): void {
  const [sheet] = useState(() => new CSSStyleSheet())
  useLayoutEffect(() => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [sheet])
  useLayoutEffect(() => {
    if (charts !== undefined) sheet.replaceSync(chartStyle(charts))
  }, [sheet, charts])
}

export function ChartsView() {
  const [{ analysis, blind }, move] = useWorkspace()
  const { collection, passages } = analysis
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['charts', collection],
    queryFn: () => call('charts.make', { collection }),
    placeholderData: keepPreviousData,
  })
  const charts = useMemo(() => (data !== undefined && blind ? blinded(data) : data), [data, blind])
  const page = useMemo(
    () => (charts === undefined ? null : element('div', { class: 'figures' }, chartFigures(charts, { lead: addressOf, unfolded: false }))),
    [charts],
  )
  useChartStyle(charts)
  const follow = useCallback((href: string) => move({ to: 'analysis', now: { passages: passagesAt(href) } }), [move])

  if (charts === undefined || page === null) {
    if (isFetching)
      return (
        <div className="analyse-page">
          <Running job={CHARTS} name="Charts" />
        </div>
      )
    const cancelled = error instanceof Failure && error.code === 'cancelled'
    return (
      <Empty title={cancelled ? 'The charts were cancelled' : 'The charts could not be made'}>
        {cancelled ? null : <p>{error?.message}</p>}
        <Button onPress={() => void refetch()}>Count again</Button>
      </Empty>
    )
  }
  if (charts.highlights === 0)
    return (
      <Empty title="There is nothing to count yet">
        <p>Charts are made of highlights and their codes. Select words in a text and choose a code for them.</p>
      </Empty>
    )
  return (
    <div className={passages === null ? 'charts' : 'charts with-passages'}>
      <section className="analyse-page" aria-label="Charts" aria-busy={isFetching}>
        <Markup node={page} onFollow={follow} />
      </section>
      {passages === null ? null : <PassageList charts={charts} collection={collection} passages={passages} />}
    </div>
  )
}
