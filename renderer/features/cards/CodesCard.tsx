// How both are coded, by 1,000 words: of their own words, or of all.
import { useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { CodeRow } from '../../../shared/cards/model.ts'
import { useCodes } from '../../state/data.ts'
import type { CardProps } from './Cards.tsx'
import { Nothing, Place, SideTable } from './SideTable.tsx'

export function CodesCard({ cards, pair, lead }: CardProps) {
  const codes = useCodes()
  const [chosen, setChosen] = useState<'own' | 'all' | null>(null)
  const base = chosen ?? cards.counted
  const { rows, a, b } = cards.codes[base]
  const most = Math.max(1, ...rows.flatMap((row) => [row.a.rate, row.b.rate]))
  const cell = (row: CodeRow, name: string, color: string, side: 0 | 1) => {
    const { count, rate, ranges } = side === 0 ? row.a : row.b
    if (count === 0) return <Nothing />
    return (
      <Place
        name={`${name}: ${rate.toFixed(1)} per 1,000 words, ${count} times`}
        onGo={() => lead(`code ${side} ${row.codeId}`, side === 0 ? ranges : [], side === 0 ? [] : ranges)}
      >
        <span className="count">
          {rate.toFixed(1)} <small>n = {count}</small>
        </span>
        <i className="share" style={{ width: `${(100 * rate) / most}%`, background: color }} />
      </Place>
    )
  }
  return (
    <>
      <RadioGroup
        className="segments small card-base"
        orientation="horizontal"
        value={base}
        onChange={(value) => setChosen(value === 'all' ? 'all' : 'own')}
      >
        <Label className="unseen">What is counted</Label>
        <Radio value="own">Own words</Radio>
        <Radio value="all">With zones and reprints</Radio>
      </RadioGroup>
      <SideTable
        label="Codes"
        pair={pair}
        middle="Code"
        facts={`Uses per 1,000 words, of ${a.toLocaleString()} words left and ${b.toLocaleString()} right. ${base === 'all' ? 'A reprint that stands in both counts once.' : ''}`}
        empty="Neither article is coded in this."
        rows={rows.flatMap((row) => {
          const code = codes.get(row.codeId)
          if (code === undefined) return []
          return [
            {
              key: row.codeId,
              left: cell(row, code.name, code.color, 0),
              middle: (
                <Place name={`${code.name}: both sides`} onGo={() => lead(`codes ${row.codeId}`, row.a.ranges, row.b.ranges)}>
                  <bdi>{code.name}</bdi>
                </Place>
              ),
              right: cell(row, code.name, code.color, 1),
            },
          ]
        })}
      />
    </>
  )
}
