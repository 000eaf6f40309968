// Quotations that both have: whole, cut or altered, with the words that one of them has alone.
import { Fragment } from 'react'
import { quotationNames } from '../../../shared/cards/labels.ts'
import type { QuotationRow } from '../../../shared/cards/model.ts'
import type { CardProps } from './Cards.tsx'
import { counted, Place, SideTable, wordsAt } from './SideTable.tsx'
import { VerdictSelect } from './VerdictSelect.tsx'

export function QuotationsCard({ cards, pair, lead, readOnly }: CardProps) {
  const cell = (row: QuotationRow, side: 0 | 1) => {
    const { text } = pair[side]
    const place = side === 0 ? 'a' : 'b'
    const { ranges, source } = row[place]
    const words = ranges.map((range) => wordsAt(text, range)).join(' ¶ ')
    const by = source === null ? 'no source told' : wordsAt(text, source)
    const pieces = row.pieces.flatMap((piece) => (piece[place] === null ? [] : [{ same: piece.same, range: piece[place] }]))
    return (
      <Place
        name={`${words} — ${by}`}
        onGo={() => lead(`quotation ${side} ${ranges[0]?.start}`, side === 0 ? ranges : [], side === 0 ? [] : ranges)}
      >
        <q dir="auto">
          {pieces.length === 0
            ? words
            : pieces.map(({ same, range }, i) => (
                <Fragment key={range.start}>
                  {i === 0 ? '' : ' '}
                  {same ? wordsAt(text, range) : <mark>{wordsAt(text, range)}</mark>}
                </Fragment>
              ))}
        </q>
        <small dir="auto">{by}</small>
      </Place>
    )
  }
  const { rows, a, b } = cards.quotations
  return (
    <SideTable
      label="Quotations"
      pair={pair}
      middle="Compared"
      facts={`${rows.length} stand in both, of ${a} quotations left and ${b} right (${counted(cards)}). Words that only one has are marked.`}
      empty="No quotation stands in both."
      rows={rows.map((row, i) => ({
        key: `${row.a.ranges[0]?.start}`,
        left: cell(row, 0),
        middle: (
          <>
            <Place name={`${quotationNames[row.relation]}: both sides`} onGo={() => lead(`quotations ${i}`, row.a.ranges, row.b.ranges)}>
              {quotationNames[row.relation]}
            </Place>
            <span className="judged">
              {row.sameSource === false ? <small>credited otherwise</small> : null}
              <VerdictSelect
                kind="quotation"
                pair={pair}
                about={`quotation ${i + 1}`}
                a={row.a.ranges}
                b={row.b.ranges}
                readOnly={readOnly}
              />
            </span>
          </>
        ),
        right: cell(row, 1),
      }))}
    />
  )
}
