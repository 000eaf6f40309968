// The cards under a pair: what both articles say of the same, row by row with both sides, each place a way into its text.
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { Cards as Made } from '../../../shared/cards/model.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { Range } from '../../../shared/text.ts'
import { useCards } from '../../state/data.ts'
import { type CardName, cardNames, useWorkspace } from '../../state/workspace.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { CodesCard } from './CodesCard.tsx'
import { FiguresCard } from './FiguresCard.tsx'
import { NamesCard } from './NamesCard.tsx'
import { QuotationsCard } from './QuotationsCard.tsx'
import type { Lead, Pair } from './SideTable.tsx'
import { SourcesCard } from './SourcesCard.tsx'
import { WordsCard } from './WordsCard.tsx'

const titles: Readonly<Record<CardName, string>> = {
  sources: 'Sources',
  names: 'Names',
  figures: 'Figures',
  quotations: 'Quotations',
  words: 'Words',
  codes: 'Codes',
}
const sizeOf = (cards: Made): Readonly<Record<CardName, number>> => ({
  sources: cards.sources.rows.length,
  names: cards.names.length,
  figures: cards.figures.length,
  quotations: cards.quotations.rows.length,
  words: cards.words.rows.length,
  codes: cards.codes[cards.counted].rows.length,
})

type Props = Readonly<{
  pair: Pair
  /** Shows places of both texts. */
  onShow: (places: readonly [readonly Range[], readonly Range[]]) => void
  readOnly: boolean
}>

/** From a place on, all of them in turn. */
const from = (ranges: readonly Range[], at: number): readonly Range[] => [...ranges.slice(at), ...ranges.slice(0, at)]

export function Cards({ pair, onShow, readOnly }: Props) {
  const [{ cards: shown }, move] = useWorkspace()
  const [a, b] = [pair[0].article.id, pair[1].article.id]
  const { data: cards, error } = useCards(a, b)
  const last = useRef({ key: '', at: 0 })
  // Pressed again, a cell goes to the next of its places.
  const lead: Lead = (key, a, b) => {
    const at = last.current.key === key ? last.current.at + 1 : 0
    last.current = { key, at }
    onShow([from(a, a.length === 0 ? 0 : at % a.length), from(b, b.length === 0 ? 0 : at % b.length)])
  }
  const sizes = cards === undefined ? undefined : sizeOf(cards)
  const card = (name: CardName, made: Made): ReactNode => {
    const props = { cards: made, pair, lead, readOnly }
    if (name === 'sources') return <SourcesCard {...props} />
    if (name === 'names') return <NamesCard {...props} />
    if (name === 'figures') return <FiguresCard {...props} />
    if (name === 'quotations') return <QuotationsCard {...props} />
    return name === 'words' ? <WordsCard {...props} /> : <CodesCard {...props} />
  }
  return (
    <Tabs
      className="cards"
      aria-label="Cards"
      selectedKey={shown.page}
      onSelectionChange={(key) => {
        const page = cardNames.find((each) => each === key)
        if (page !== undefined) move({ to: 'cards', now: { page } })
      }}
    >
      <div className="cards-head">
        <TabList aria-label="Cards" className="react-aria-TabList">
          {cardNames.map((name) => (
            <Tab key={name} id={name}>
              {titles[name]} {sizes === undefined ? null : <small>{sizes[name].toLocaleString()}</small>}
            </Tab>
          ))}
        </TabList>
        <span className="spring" />
        <IconButton icon={X} label="Close the cards" onPress={() => move({ to: 'cards', now: { on: false } })} />
      </div>
      {cardNames.map((name) => (
        <TabPanel key={name} id={name} className="react-aria-TabPanel card">
          {cards === undefined ? (
            <p className="facts" aria-busy={a !== b && error === null}>
              {a === b ? 'Choose another article on one side.' : error === null ? 'Reading both articles…' : error.message}
            </p>
          ) : (
            card(name, cards)
          )}
        </TabPanel>
      ))}
    </Tabs>
  )
}

export type CardProps = Readonly<{ cards: Made; pair: readonly [OpenArticle, OpenArticle]; lead: Lead; readOnly: boolean }>
