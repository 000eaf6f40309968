// Which articles of a report are compared with each other.
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { ArticleId } from '../../../shared/ids.ts'
import type { Definition } from '../../../shared/records.ts'
import type { ArticlesFound } from '../../../shared/report/definition.ts'
import { MOST_PAIRS, pairsOf } from '../../../shared/report/model.ts'
import { letterOf } from '../../../shared/report/wording.ts'
import { Choice } from '../../ui/Choice.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

type Pair = readonly [ArticleId, ArticleId]
type Props = Readonly<{
  pairs: Definition['pairs']
  articles: ArticlesFound['articles']
  onChange: (pairs: Pair[]) => void
}>

export function PairsField({ pairs, articles, onChange }: Props) {
  const articleIds = articles.map(({ id }) => id)
  const shown = pairsOf({ articleIds, ...(pairs === null ? {} : { pairs }) })
  const idsOf = (places: readonly (readonly [number, number])[]): Pair[] =>
    places.flatMap(([a, b]): Pair[] => {
      const [first, second] = [articleIds[a], articleIds[b]]
      return first === undefined || second === undefined ? [] : [[first, second]]
    })
  const every = articleIds.flatMap((_, b) => articleIds.slice(0, b).map((_, a) => [a, b] as const))
  const [left, right] = every.filter(([a, b]) => !shown.some((pair) => pair.includes(a) && pair.includes(b)))[0] ?? [0, 1]
  const nameOf = (place: number) => `${letterOf(place)}  ${articles[place]?.title ?? ''}`
  return (
    <>
      {shown.length === 0 ? <p className="facts">None are compared.</p> : null}
      <ul className="reported" aria-label="Pairs that are compared">
        {shown.map(([a, b]) => (
          <li key={`${a} ${b}`}>
            <b>
              {letterOf(a)} · {letterOf(b)}
            </b>
            <span dir="auto" title={`${nameOf(a)}\n${nameOf(b)}`}>
              {articles[a]?.title} · {articles[b]?.title}
            </span>
            <IconButton
              icon={X}
              label={`Do not compare ${letterOf(a)} and ${letterOf(b)}`}
              onPress={() => onChange(idsOf(shown.filter((pair) => pair[0] !== a || pair[1] !== b)))}
            />
          </li>
        ))}
      </ul>
      {shown.length >= Math.min(every.length, MOST_PAIRS) ? null : (
        <>
          <Adding
            key={`${left} ${right}`}
            first={left}
            second={right}
            names={articles.map((_, place) => nameOf(place))}
            isThere={(a, b) => shown.some((pair) => pair.includes(a) && pair.includes(b))}
            onAdd={(a, b) => onChange(idsOf([...shown, [a, b]]))}
          />
          {every.length > 1 && every.length <= MOST_PAIRS ? (
            <Button className="wide-button" onPress={() => onChange(idsOf(every))}>
              Compare every two
            </Button>
          ) : null}
        </>
      )}
    </>
  )
}

type AddingProps = Readonly<{
  first: number
  second: number
  names: readonly string[]
  isThere: (a: number, b: number) => boolean
  onAdd: (a: number, b: number) => void
}>

function Adding({ first, second, names, isThere, onAdd }: AddingProps) {
  const [[a, b], setPair] = useState<readonly [number, number]>([first, second])
  const options = names.map((_, place) => String(place))
  const byPlace = Object.fromEntries(names.map((name, place) => [String(place), name]))
  return (
    <div className="pair-adding">
      <Choice
        label="First of the pair"
        unlabelled
        options={options}
        names={byPlace}
        value={String(a)}
        onChange={(to) => setPair([Number(to), b])}
      />
      <Choice
        label="Second of the pair"
        unlabelled
        options={options}
        names={byPlace}
        value={String(b)}
        onChange={(to) => setPair([a, Number(to)])}
      />
      <Button aria-label="Compare these two" isDisabled={a === b || isThere(a, b)} onPress={() => onAdd(a, b)}>
        <Plus size={14} aria-hidden />
      </Button>
    </div>
  )
}
