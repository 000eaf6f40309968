// The names that both use, one row for each, and those that may be one, for the analyst to confirm.
import { Button } from 'react-aria-components'
import type { Cards } from '../../../shared/cards/model.ts'
import { declineFold, foldNames } from '../../../shared/cards/names.ts'
import type { NameRow } from '../../../shared/names/model.ts'
import { useActs } from '../../state/acts.ts'
import { useEntities } from '../../state/data.ts'
import type { CardProps } from './Cards.tsx'
import { counted, Nothing, Place, SideTable } from './SideTable.tsx'

type Proposal = Cards['proposals'][number]

const rangesOf = (use: NameRow['a']) => use.forms.flatMap(({ ranges }) => ranges)

function because(evidence: Proposal['evidence']): string {
  const reasons = evidence.map((each) => {
    if (each.kind === 'spelling') return 'they sound alike'
    if (each.kind === 'title') return `both are “${each.title}”`
    return each.kind === 'sentence' ? 'they stand in sentences that say the same' : 'a text says so'
  })
  return [...new Set(reasons)].join(', ')
}

export function NamesCard({ cards, pair, lead, readOnly }: CardProps) {
  const acts = useActs()
  const entities = useEntities()
  const cell = (row: NameRow, side: 0 | 1) => {
    const use = side === 0 ? row.a : row.b
    if (use.count === 0) return <Nothing />
    return use.forms.map(({ form, ranges }) => (
      <Place
        key={form}
        name={`${form}, ${ranges.length} times`}
        onGo={() => lead(`name ${side} ${form}`, side === 0 ? ranges : [], side === 0 ? [] : ranges)}
      >
        <span className="count">
          <bdi>{form}</bdi> <small>{ranges.length}</small>
        </span>
      </Place>
    ))
  }
  /** Where both names stand, and what makes them one. */
  const show = (proposal: Proposal, [x, y]: readonly [NameRow, NameRow]) => {
    const told = proposal.evidence.flatMap((each) => (each.kind === 'alias' ? [each] : []))
    const places = (side: 'a' | 'b') => [
      ...told.flatMap((each) => (each.side === side ? [each.range] : [])),
      ...rangesOf(x[side]),
      ...rangesOf(y[side]),
    ]
    lead(`fold ${proposal.key}`, places('a'), places('b'))
  }
  const both = cards.names.filter(({ a, b }) => a.count > 0 && b.count > 0).length
  return (
    <>
      {cards.proposals.length === 0 ? null : (
        <ul className="folds" aria-label="Names that may be one">
          {cards.proposals.map((proposal) => {
            const [x, y] = [cards.names[proposal.rows[0]], cards.names[proposal.rows[1]]]
            if (x === undefined || y === undefined) return null
            return (
              <li key={proposal.key}>
                <Place name={`${x.name} and ${y.name}: where they stand`} onGo={() => show(proposal, [x, y])}>
                  <bdi>{x.name}</bdi> = <bdi>{y.name}</bdi>?
                </Place>
                <small>{because(proposal.evidence)}</small>
                <Button
                  isDisabled={readOnly || entities === undefined}
                  aria-label={`One: ${x.name} and ${y.name}`}
                  onPress={() =>
                    void acts.act(`Take “${x.name.slice(0, 60)}” and “${y.name.slice(0, 60)}” for one`, (pen) =>
                      foldNames(
                        pen,
                        [x, y],
                        (entities ?? []).map(({ entity }) => entity),
                      ),
                    )
                  }
                >
                  One
                </Button>
                <Button
                  isDisabled={readOnly}
                  aria-label={`Two: ${x.name} and ${y.name}`}
                  onPress={() => void acts.act('Keep names apart', (pen) => declineFold(pen, proposal.key))}
                >
                  Two
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <SideTable
        label="Names"
        pair={pair}
        middle="Name"
        facts={`${both} of ${cards.names.length} names stand in both (${counted(cards)}).`}
        empty="No names were found: they are read by their capitals."
        rows={cards.names.map((row) => ({
          key: row.name,
          left: cell(row, 0),
          middle: (
            <>
              <Place name={`${row.name}: both sides`} onGo={() => lead(`names ${row.name}`, rangesOf(row.a), rangesOf(row.b))}>
                <bdi>{row.name}</bdi>
              </Place>
              {row.entityId === null ? null : <small>entity</small>}
            </>
          ),
          right: cell(row, 1),
        }))}
      />
    </>
  )
}
