// Who speaks in both: how often, how long, by which words, first and last.
import { sourceKinds, stancesOf } from '../../../shared/cards/labels.ts'
import type { SourceRow, SpeechBase } from '../../../shared/cards/model.ts'
import type { CardProps } from './Cards.tsx'
import { counted, Nothing, Place, percent, SideTable } from './SideTable.tsx'

const times = (count: number) => `${count} ${count === 1 ? 'time' : 'times'}`
const baseOf = ({ credited, words }: SpeechBase) => `${credited.toLocaleString()} of ${words.toLocaleString()}`

export function SourcesCard({ cards, pair, lead }: CardProps) {
  const { rows, a, b } = cards.sources
  const cell = ({ kind, name, ...voices }: SourceRow, side: 0 | 1) => {
    const voice = side === 0 ? voices.a : voices.b
    const base = side === 0 ? a : b
    if (voice.times === 0) return <Nothing />
    const share = kind === 'none' || base.credited === 0 ? '' : ` · ${percent(voice.words / base.credited)}`
    const place = [voice.first ? 'first voice' : '', voice.last ? 'last voice' : ''].filter((part) => part !== '')
    const told = [stancesOf(voice), voice.quoted === 0 ? '' : `${voice.quoted.toLocaleString()} words quoted`, ...place].filter(
      (part) => part !== '',
    )
    const main = `${times(voice.times)} · ${voice.words.toLocaleString()} words${share}`
    return (
      <Place
        name={`${name || 'Nobody'}: ${main}, ${told.join(', ')}`}
        onGo={() => lead(`source ${side} ${kind} ${name}`, side === 0 ? voice.ranges : [], side === 0 ? [] : voice.ranges)}
      >
        <span className="count">{main}</span>
        {told.length === 0 ? null : <small>{told.join(' · ')}</small>}
        {kind === 'none' ? null : <i className="share" style={{ width: `${(100 * voice.words) / Math.max(1, base.credited)}%` }} />}
      </Place>
    )
  }
  const origin = ({ coded, proposed }: SpeechBase) => `${coded} coded, ${proposed} proposed`
  return (
    <SideTable
      label="Sources"
      pair={pair}
      middle="Voice"
      facts={`Words credited to somebody: left ${baseOf(a)}, right ${baseOf(b)} (${counted(cards)}); shares are of these. Left ${origin(a)}; right ${origin(b)}.`}
      empty="Neither article quotes anybody."
      rows={rows.map((row) => ({
        key: `${row.kind} ${row.name}`,
        left: cell(row, 0),
        middle: (
          <>
            <Place
              name={`${row.name || 'No source told'}: both sides`}
              onGo={() => lead(`sources ${row.kind} ${row.name}`, row.a.ranges, row.b.ranges)}
            >
              <bdi>{row.name || 'No source told'}</bdi>
            </Place>
            {sourceKinds[row.kind] === '' ? null : <small>{sourceKinds[row.kind]}</small>}
          </>
        ),
        right: cell(row, 1),
      }))}
    />
  )
}
