// The passages that a mark of a chart counts, article by article. Each opens where it stands.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components'
import { sourceNames } from '../../../shared/charts/crossed.ts'
import { type Charts, PARTS } from '../../../shared/charts/model.ts'
import type { Passages } from '../../../shared/charts/passages.ts'
import { call } from '../../state/api.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { IconButton } from '../../ui/IconButton.tsx'

/** What the passages have in common, in words. */
function wordsOf(charts: Charts, { codeIds, over, articleId, outlet, from, to, part, kind, voice }: Passages): string {
  const codes = codeIds.map((id) => charts.codes.find((code) => code.id === id)?.name ?? 'a code that is gone')
  const source = charts.sources.findIndex((each) => (each.articleId === null ? each.outlet === outlet : each.articleId === articleId))
  return [
    codes.join(over ? ' overlapping ' : ' with '),
    kind === undefined ? '' : kind || 'type not said',
    voice === undefined ? '' : voice.name || 'no source linked',
    sourceNames(charts)[source] ?? '',
    part === undefined ? '' : `from ${(100 * part) / PARTS} % of the text`,
    from === undefined || to === undefined ? '' : from === to ? from : `${from} to ${to}`,
  ]
    .filter((words) => words !== '')
    .join(' · ')
}

type Props = Readonly<{ charts: Charts; collection: string | null; passages: Passages }>

export function PassageList({ charts, collection, passages }: Props) {
  const [, move] = useWorkspace()
  const { data, error } = useQuery({
    queryKey: ['charts', 'passages', collection, passages],
    queryFn: () => call('charts.passages', { collection, passages }),
    placeholderData: keepPreviousData,
  })
  const head = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever follows another mark is led to its passages
  useEffect(() => head.current?.focus(), [passages])
  return (
    <aside className="passage-list" aria-label="Passages">
      <header className="passage-list-head">
        <h3 ref={head} tabIndex={-1} dir="auto">
          {wordsOf(charts, passages)}
        </h3>
        <IconButton icon={X} label="Close the passages" onPress={() => move({ to: 'analysis', now: { passages: null } })} />
      </header>
      <p className="facts">
        {error === null ? null : error.message}
        {data === undefined ? null : `${data.total.toLocaleString()} ${data.total === 1 ? 'highlight' : 'highlights'}`}
        {data === undefined || data.placed.length === data.total ? null : `, the first ${data.placed.length.toLocaleString()} of them`}
      </p>
      <ul>
        {data?.placed.map(({ highlight, title }, i) => (
          <li key={highlight.id}>
            <Button className="link-far" onPress={() => move({ to: 'highlight', highlight })}>
              {title === data.placed[i - 1]?.title ? null : (
                <small>
                  <bdi>{title}</bdi>
                </small>
              )}
              <span dir="auto">{highlight.quote.slice(0, 240)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </aside>
  )
}
