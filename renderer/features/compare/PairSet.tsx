// A set of articles that are compared two at a time, with how much every two of them share.

import { Plus, X } from 'lucide-react'
import { useContext } from 'react'
import { Button } from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { CommandContext } from '../../state/commands.ts'
import { useArticles, useShares } from '../../state/data.ts'
import { MOST_IN_SET, useWorkspace } from '../../state/workspace.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { percent } from './wording.ts'

const letterOf = (i: number) => String.fromCharCode(65 + i)
const titleOf = ({ article }: OpenArticle) => nameOf(article)

export function PairSet() {
  const [{ cutOff, panes, set }, move] = useWorkspace()
  const desk = useContext(CommandContext)
  // The two at hand are in it from the start.
  const ids = [...new Set([...set, ...panes.filter((id) => id !== null)])].slice(0, MOST_IN_SET)
  const articles = useArticles(ids)
  const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const))
  const shares = useShares(pairs, cutOff)
  const keep = (next: readonly ArticleId[]) => move({ to: 'pairing', now: { set: next } })
  const shareOf = (a: ArticleId, b: ArticleId) => {
    const at = pairs.findIndex(([x, y]) => (x === a && y === b) || (x === b && y === a))
    const share = shares[at]
    return share === undefined ? undefined : { ...share, of: pairs[at]?.[0] === a ? share.a : share.b }
  }
  const isOpen = (a: ArticleId, b: ArticleId) => panes.includes(a) && panes.includes(b)
  return (
    <>
      <ol className="pair-set">
        {ids.map((id, i) => (
          <li key={id}>
            <b>{letterOf(i)}</b>
            <span dir="auto">{articles[i] === undefined ? '…' : titleOf(articles[i])}</span>
            <IconButton
              icon={X}
              label={`Take ${letterOf(i)} out of the set`}
              isDisabled={panes.includes(id)}
              onPress={() => keep(ids.filter((each) => each !== id))}
            />
          </li>
        ))}
      </ol>
      <div className="choices">
        <Button
          isDisabled={ids.length >= MOST_IN_SET}
          onPress={() => {
            keep(ids)
            desk.find('compare.add')?.()
          }}
        >
          <Plus size={14} aria-hidden /> Add an article…
        </Button>
      </div>
      <table className="matrix">
        <caption>Share of the article of each row, in characters, that stands in that of the column in the same or edited words</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Article</span>
            </th>
            {ids.map((id, i) => (
              <th key={id} scope="col">
                {letterOf(i)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((a, i) => (
            <tr key={a}>
              <th scope="row">{letterOf(i)}</th>
              {ids.map((b, j) => {
                const share = a === b ? undefined : shareOf(a, b)
                return (
                  <td key={b}>
                    {a === b ? (
                      <span aria-hidden>·</span>
                    ) : (
                      <Button
                        className="cell"
                        aria-label={`Open ${letterOf(i)} and ${letterOf(j)}${share === undefined ? '' : `: ${percent(share.of)}, ${share.statements} statements`}`}
                        aria-pressed={isOpen(a, b)}
                        style={{ ['--share' as string]: `${Math.round((share?.of ?? 0) * 100)}%` }}
                        onPress={() => {
                          keep(ids)
                          move({ to: 'compare', panes: [a, b] })
                          move({ to: 'pairPage', page: 'set' })
                        }}
                      >
                        {share === undefined ? '…' : percent(share.of)}
                        <small>{share === undefined ? '' : `${share.statements} st.`}</small>
                      </Button>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="facts">st.: statements that both make in other words, at the likeness that is set.</p>
    </>
  )
}
