// The pair in figures: how much of each stands in the other, the passages one by one, and the codes of both side by side.
import { useMemo } from 'react'
import { GridList, GridListItem, Text } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { Passage } from '../../../shared/passage.ts'
import { coveredShare } from '../../../shared/passage.ts'
import { useCodes, useCounts } from '../../state/data.ts'

type Props = Readonly<{
  pair: readonly [OpenArticle, OpenArticle]
  passages: readonly Passage[] | undefined
  focused: number | null
  onFocus: (index: number) => void
}>

const percent = (share: number) => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`

export function PairInspector({ pair, passages, focused, onFocus }: Props) {
  const [a, b] = pair
  const codes = useCodes()
  const ids = useMemo(() => [a.article.id, b.article.id], [a.article.id, b.article.id])
  const counts = useCounts(ids).filter((count) => count.articles.some((n) => n > 0))
  const most = Math.max(1, ...counts.flatMap((count) => count.articles))
  const name = (open: OpenArticle) => open.article.outlet || open.article.title
  const excerpt = (open: OpenArticle, start: number) => open.text.slice(start, start + 90).replace(/\s+/g, ' ')

  return (
    <div className="inspector-body">
      <h3>Shared passages</h3>
      {passages === undefined ? (
        <p className="facts" aria-busy>
          Comparing…
        </p>
      ) : passages.length === 0 ? (
        <p className="facts">These two share no run of words.</p>
      ) : (
        <>
          <p className="facts">
            {passages.length} {passages.length === 1 ? 'passage' : 'passages'}: {percent(coveredShare(passages, 'a', a.text.length))} of the
            left text, {percent(coveredShare(passages, 'b', b.text.length))} of the right.
          </p>
          <GridList
            aria-label="Shared passages"
            className="passages"
            selectionMode="none"
            items={passages.map((passage, index) => ({ id: index, passage }))}
            dependencies={[focused]}
            onAction={(key) => onFocus(Number(key))}
          >
            {({ id, passage }) => (
              <GridListItem
                id={id}
                textValue={excerpt(a, passage.a.start)}
                className="passage-row"
                data-kind={passage.kind}
                data-focused={id === focused || undefined}
              >
                <span className="passage-start" dir="auto">
                  {excerpt(a, passage.a.start)}…
                </span>
                <Text slot="description" className="facts">
                  {passage.kind === 'verbatim' ? 'same words' : `edited, ${percent(passage.score)} the same`} ·{' '}
                  {passage.words.toLocaleString()} words
                </Text>
              </GridListItem>
            )}
          </GridList>
        </>
      )}
      <h3>Codes side by side</h3>
      {counts.length === 0 ? (
        <p className="facts">Neither article is coded yet.</p>
      ) : (
        <table className="profile">
          <thead>
            <tr>
              <th scope="col" dir="auto">
                {name(a)}
              </th>
              <th scope="col">Code</th>
              <th scope="col" dir="auto">
                {name(b)}
              </th>
            </tr>
          </thead>
          <tbody>
            {counts.map((count) => {
              const code = codes.get(count.codeId)
              if (code === undefined) return null
              const bar = (n: number, side: 'left' | 'right') => (
                <td className={`bar ${side}`}>
                  <i style={{ width: `${(n / most) * 100}%`, ['--color' as string]: code.color }} />
                  <b>{n}</b>
                </td>
              )
              return (
                <tr key={count.codeId}>
                  {bar(count.articles[0] ?? 0, 'left')}
                  <th scope="row">{code.name}</th>
                  {bar(count.articles[1] ?? 0, 'right')}
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </div>
  )
}
