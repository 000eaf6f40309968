// The figures of both: how much or how many of what, with the bound, the scope and who is credited.
import { figureNames, relationName } from '../../../shared/cards/labels.ts'
import type { Figure, FigureRow, Relation } from '../../../shared/cards/model.ts'
import type { CardProps } from './Cards.tsx'
import { counted, Nothing, Place, SideTable, wordsAt } from './SideTable.tsx'
import { VerdictSelect } from './VerdictSelect.tsx'

const signs: Readonly<Record<Relation, string>> = { same: '=', compatible: '≈', conflicting: '≠', only: '' }
const rangesOf = (figures: readonly Figure[]) => figures.map(({ range }) => range)

export function FiguresCard({ cards, pair, lead, readOnly }: CardProps) {
  const cell = (row: FigureRow, side: 0 | 1) => {
    const { text } = pair[side]
    const figures = side === 0 ? row.a : row.b
    if (figures.length === 0) return <Nothing />
    return figures.map(({ range, scope, source, relation }) => {
      const told = [scope === null ? '' : wordsAt(text, scope), source === null ? '' : `by ${wordsAt(text, source)}`].filter(
        (part) => part !== '',
      )
      return (
        <Place
          key={range.start}
          name={`${wordsAt(text, range)}, ${told.join(', ')} ${figureNames[relation]}`}
          onGo={() => lead(`figure ${side} ${range.start}`, side === 0 ? [range] : [], side === 0 ? [] : [range])}
        >
          <span className="figure" dir="auto">
            {wordsAt(text, range)} <i title={figureNames[relation]}>{signs[relation]}</i>
          </span>
          {told.length === 0 ? null : <small dir="auto">{told.join(' · ')}</small>}
        </Place>
      )
    })
  }
  const both = cards.figures.filter(({ relation }) => relation !== 'only').length
  return (
    <SideTable
      label="Figures"
      pair={pair}
      middle="About"
      facts={`${both} of ${cards.figures.length} rows have figures of both (${counted(cards)}). How numbers lie to each other under their bounds is told here; whether they contradict each other is yours to say.`}
      empty="Neither article gives a figure."
      rows={cards.figures.map((row, i) => {
        const about = row.about === '' ? 'a number' : row.about
        return {
          key: `${i} ${row.a[0]?.range.start} ${row.b[0]?.range.start}`,
          left: cell(row, 0),
          middle: (
            <>
              <Place name={`${about}: both sides`} onGo={() => lead(`figures ${i}`, rangesOf(row.a), rangesOf(row.b))}>
                <bdi>{about}</bdi>
              </Place>
              <span className="judged">
                <small data-relation={row.relation}>{relationName(row)}</small>
                <VerdictSelect kind="figure" pair={pair} about={about} a={rangesOf(row.a)} b={rangesOf(row.b)} readOnly={readOnly} />
              </span>
            </>
          ),
          right: cell(row, 1),
        }
      })}
    />
  )
}
