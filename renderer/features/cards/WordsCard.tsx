// Words that one uses and the other does not, or less.
import type { WordRow } from '../../../shared/cards/model.ts'
import type { CardProps } from './Cards.tsx'
import { counted, Nothing, Place, SideTable } from './SideTable.tsx'

/** Standard deviations from which a difference is more than chance is likely to make. */
const CLEAR = 1.96

export function WordsCard({ cards, pair, lead }: CardProps) {
  const { rows, a, b, comparable } = cards.words
  const most = Math.max(1, ...rows.flatMap((row) => [row.a.count, row.b.count]))
  const cell = (row: WordRow, side: 0 | 1) => {
    const { count, ranges } = side === 0 ? row.a : row.b
    if (count === 0) return <Nothing />
    return (
      <Place
        name={`${row.word}, ${count} times`}
        onGo={() => lead(`word ${side} ${row.word}`, side === 0 ? ranges : [], side === 0 ? [] : ranges)}
      >
        <span className="count">{count}</span>
        <i className="share" style={{ width: `${(100 * count) / most}%` }} />
      </Place>
    )
  }
  const clear = rows.filter(({ z }) => Math.abs(z) >= CLEAR).length
  return (
    <SideTable
      label="Words"
      pair={pair}
      middle="Word"
      facts={
        comparable
          ? `Of ${a.toLocaleString()} words left and ${b.toLocaleString()} right (${counted(cards)}, without grammar, numbers and names), by log-odds with a prior. ${clear === 0 ? 'In texts so short none of these differences is beyond chance: read them as places to look.' : `${clear} of ${rows.length} are beyond chance (|z| ≥ ${CLEAR}).`}`
          : 'The articles are in different languages: their words are not compared.'
      }
      empty={comparable ? 'No word differs enough to tell.' : ''}
      rows={rows.map((row) => ({
        key: row.word,
        left: cell(row, 0),
        middle: (
          <>
            <Place name={`${row.word}: both sides`} onGo={() => lead(`words ${row.word}`, row.a.ranges, row.b.ranges)}>
              <bdi>{row.word}</bdi>
            </Place>
            <small>
              log-odds {row.logOdds.toFixed(2)}, z {row.z.toFixed(2)}
            </small>
          </>
        ),
        right: cell(row, 1),
      }))}
    />
  )
}
