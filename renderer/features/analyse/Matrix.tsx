// How alike every two articles are, as a grid of numbers: arrow keys walk it, Enter opens the pair. Stories stand together.
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import type { ArticleId } from '../../../shared/ids.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { dayOf, type Found, titleOf } from './lookup.ts'

/** Rows and columns at once: each more costs a whole row of cells. */
const MOST = 100
const ALL = 'all'
/** Percent of the accent in a cell of 100: more would leave its number too faint. */
const STRONGEST = 44

type Cell = readonly [row: number, column: number]
const steps: Readonly<Record<string, Cell>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** Articles story by story, then the others, each by date; of one story only, where it is given. */
function ordered({ articles, stories, byId }: Found, story: number | null): ArticleId[] {
  if (story !== null) return (stories[story]?.articleIds ?? []).filter((id) => byId.has(id)).slice(0, MOST)
  const told = new Set(stories.flatMap(({ articleIds }) => articleIds))
  const others = articles.filter(({ id }) => !told.has(id)).sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))
  return [...told, ...others.map(({ id }) => id)].filter((id) => byId.has(id)).slice(0, MOST)
}

export function Matrix({ found }: Readonly<{ found: Found }>) {
  const [{ blind }, move] = useWorkspace()
  const [story, setStory] = useState<number | null>(null)
  const ids = useMemo(() => ordered(found, story), [found, story])
  const table = useRef<HTMLTableElement>(null)

  // One listener for all cells, and one cell that Tab stops at: thousands of them are not drawn anew for a step.
  useEffect(() => {
    const { current } = table
    if (current === null) return
    const clamp = (place: number) => Math.max(0, Math.min(ids.length - 1, place))
    const at = (row: number, column: number) => current.querySelector<HTMLElement>(`[data-cell="${clamp(row)} ${clamp(column)}"]`)
    const goTo = (row: number, column: number) => at(row, column)?.focus()
    let stop = at(1, 0)
    if (stop !== null) stop.tabIndex = 0
    const cellOf = ({ target }: Event): Cell | null => {
      const place = target instanceof HTMLElement ? target.dataset.cell?.split(' ').map(Number) : undefined
      return place === undefined ? null : [place[0] ?? 0, place[1] ?? 0]
    }
    const gone = new AbortController()
    const listen = <E extends 'click' | 'focusin' | 'keydown'>(type: E, hear: (cell: Cell, event: HTMLElementEventMap[E]) => void) =>
      current.addEventListener(
        type,
        (event) => {
          const cell = cellOf(event)
          if (cell !== null) hear(cell, event)
        },
        { signal: gone.signal },
      )
    listen('focusin', ([row, column]) => {
      if (stop !== null) stop.tabIndex = -1
      stop = at(row, column)
      if (stop !== null) stop.tabIndex = 0
    })
    listen('click', ([row, column]) => {
      const [a, b] = [ids[row], ids[column]]
      if (a !== undefined && b !== undefined && a !== b) move({ to: 'compare', panes: [a, b] })
    })
    listen('keydown', ([row, column], event) => {
      const step = steps[event.key]
      if (step !== undefined) goTo(row + step[0], column + step[1])
      else if (event.key === 'Home') goTo(event.ctrlKey ? 0 : row, 0)
      else if (event.key === 'End') goTo(event.ctrlKey ? ids.length - 1 : row, ids.length - 1)
      else return
      event.preventDefault()
    })
    return () => gone.abort()
  }, [ids, move])
  const name = (id: ArticleId) => titleOf(found.byId.get(id))

  return (
    <div className="analyse-page">
      <p className="facts">
        From 0 to 100: how much two articles speak of the same, by names, numbers and words that are rare. Arrow keys walk the cells, Enter
        opens the two.
        {found.complete ? '' : ' Of so many articles only what is nearest to each is measured; the other cells are empty.'}
      </p>
      {found.articles.length <= MOST ? null : (
        <Select
          className="react-aria-Select similarity-of"
          value={story ?? ALL}
          onChange={(key) => setStory(typeof key === 'number' ? key : null)}
        >
          <Label>Shown, of {found.articles.length.toLocaleString()} articles</Label>
          <Button>
            <SelectValue />
          </Button>
          <Popover>
            <ListBox>
              <ListBoxItem id={ALL}>The first {MOST} by story and date</ListBoxItem>
              {found.stories.map(({ centreId, articleIds }, i) => (
                <ListBoxItem key={centreId} id={i} textValue={name(centreId)}>
                  <bdi>{name(centreId)}</bdi> <small>{articleIds.length.toLocaleString()}</small>
                </ListBoxItem>
              ))}
            </ListBox>
          </Popover>
        </Select>
      )}
      <table ref={table} className="similarity" aria-label="Similarity of every two articles">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Article</span>
            </th>
            {ids.map((id, i) => (
              <th key={id} scope="col" title={name(id)}>
                {i + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((a, row) => (
            <tr key={a}>
              <th scope="row">
                <span className="similarity-name">
                  <b>{row + 1}</b>
                  <bdi>{name(a)}</bdi>
                  {blind ? null : <small>{found.byId.get(a)?.outlet}</small>}
                </span>
              </th>
              {ids.map((b, column) => (
                <td key={b}>
                  <Score score={a === b ? null : found.likeness(a, b)} row={row} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** `score` is `null` for an article and itself. */
type ScoreProps = Readonly<{ score: number | null | undefined; row: number; column: number }>

const Score = memo(function Score({ score, row, column }: ScoreProps) {
  return (
    <button
      type="button"
      data-cell={`${row} ${column}`}
      aria-label={score === null ? 'The same article' : `${row + 1} and ${column + 1}: ${score ?? 'not near'}`}
      tabIndex={-1}
      style={{ ['--tint' as string]: `${Math.round(STRONGEST * Math.sqrt((score ?? 0) / 100))}%` }}
    >
      {score === null ? '—' : score}
    </button>
  )
})
