// A table with both articles in one row: left, what the row is about, right, as the texts stand above it.

import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { Range } from '../../../shared/text.ts'

export type Pair = readonly [OpenArticle, OpenArticle]
/** Goes to the first of some places of each text, and to the next ones when the same key follows. */
export type Lead = (key: string, a: readonly Range[], b: readonly Range[]) => void

type SideRow = Readonly<{ key: string; left: ReactNode; middle: ReactNode; right: ReactNode }>
type Props = Readonly<{ label: string; pair: Pair; facts: ReactNode; middle: string; rows: readonly SideRow[]; empty: string }>

/** Rows that are shown at once. */
const FIRST = 60

export function SideTable({ label, pair, facts, middle, rows, empty }: Props) {
  const [all, setAll] = useState(false)
  const titleOf = ({ article }: OpenArticle) => nameOf(article)
  if (rows.length === 0)
    return (
      <>
        <p className="facts">{facts}</p>
        <p className="facts">{empty}</p>
      </>
    )
  const shown = all ? rows : rows.slice(0, FIRST)
  return (
    <>
      <p className="facts">{facts}</p>
      <table className="sides" aria-label={label}>
        <thead>
          <tr>
            <th scope="col" dir="auto">
              {titleOf(pair[0])}
            </th>
            <th scope="col">{middle}</th>
            <th scope="col" dir="auto">
              {titleOf(pair[1])}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key}>
              <td>{row.left}</td>
              <th scope="row">{row.middle}</th>
              <td>{row.right}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length ? (
        <Button className="quiet" onPress={() => setAll(true)}>
          Show all {rows.length.toLocaleString()}
        </Button>
      ) : null}
    </>
  )
}

type PlaceProps = Readonly<{ name: string; onGo: () => void; children: ReactNode }>
/** A way into the text. */
export function Place({ name, onGo, children }: PlaceProps) {
  return (
    <Button className="place" aria-label={name} onPress={onGo}>
      {children}
    </Button>
  )
}

/** Where one article has nothing. */
export const Nothing = () => <span className="nothing">—</span>

export const wordsAt = (text: string, { start, end }: Range): string => text.slice(start, end).replace(/\s+/g, ' ')
export const percent = (share: number): string => `${Math.round(share * 100)} %`
export const counted = (cards: Readonly<{ counted: 'own' | 'all' }>): string => (cards.counted === 'own' ? 'own words' : 'all words')
