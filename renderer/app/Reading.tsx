// One article, or two beside each other, with what is drawn over them and what is made in them.
import { Fragment } from 'react'
import type { CodeId } from '../../shared/ids.ts'
import { sharesWords } from '../../shared/passage.ts'
import { ArticlePane } from '../features/annotate/ArticlePane.tsx'
import { Attributing } from '../features/links/Attributing.tsx'
import { Linking } from '../features/links/Linking.tsx'
import { LinkLines } from '../features/links/LinkLines.tsx'
import { Suggestions } from '../features/suggest/Suggestions.tsx'
import { Zones } from '../features/zones/Zones.tsx'
import { type Side, useWorkspace } from '../state/workspace.ts'
import { loaded } from '../ui/loaded.tsx'
import { Empty, Later } from '../ui/Panel.tsx'
import type { Texts } from './texts.ts'

const Cards = loaded(() => import('../features/cards/Cards.tsx').then((file) => file.Cards))
const CompareView = loaded(() => import('../features/compare/CompareView.tsx').then((file) => file.CompareView))
const Crossing = loaded(() => import('../features/compare/Crossing.tsx').then((file) => file.Crossing))

const bothSides: readonly Side[] = [0, 1]

type Props = Readonly<{ texts: Texts; recent: readonly CodeId[]; onUsed: (id: CodeId) => void; readOnly: boolean }>

export function Reading({ texts, recent, onUsed, readOnly }: Props) {
  const [{ view, panes, active, cards }] = useWorkspace()
  const { sides, readers, open, reader, chosen, pair, passage, lines, showPlaces } = texts
  const { passages } = texts.shared

  const pane = (side: Side) => {
    const id = panes[side]
    return id === null ? (
      <Empty title={side === 0 ? 'No article is open' : 'Choose the article to compare with'}>
        <p>{side === 0 ? 'Choose one from the library on the left.' : 'Press the two columns beside an article in the library.'}</p>
      </Empty>
    ) : (
      <ArticlePane key={side} side={side} id={id} accents={texts.accents[side]} recent={recent} onUsed={onUsed} onReader={texts.onReader} />
    )
  }
  return (
    <>
      {bothSides.map((side) => {
        const [shown, widget] = [sides[side], readers[side]]
        if (shown === undefined || widget === null) return null
        const beside = { open: shown, side, reader: widget, active: active === side, readOnly }
        return (
          <Fragment key={`${side} ${shown.article.id}`}>
            <Zones {...beside} passage={passage !== undefined && sharesWords(passage) ? passage : undefined} />
            <Suggestions {...beside} />
          </Fragment>
        )
      })}
      <Linking open={open} highlight={chosen} readOnly={readOnly} />
      {pair === null || readOnly ? null : <Crossing pair={pair} passages={passages} passage={passage} onShow={showPlaces} />}
      {readOnly ? null : <Attributing open={open} highlight={chosen} onProposed={() => reader?.select(null)} />}
      {view === 'read' ? (
        pane(0)
      ) : (
        <CompareView
          panes={[
            pane(0),
            <Later key={1} instead={<div className="pane" aria-busy />}>
              {pane(1)}
            </Later>,
          ]}
          readers={readers}
          pair={sides}
          passages={passages}
          done={texts.done}
          leader={texts.leader}
          onFocus={texts.goTo}
          onShow={showPlaces}
          below={
            pair === null || !cards.on ? undefined : (
              <Cards key={`${panes[0]} ${panes[1]}`} pair={pair} onShow={showPlaces} readOnly={readOnly} />
            )
          }
        />
      )}
      {lines.length > 0 ? <LinkLines lines={lines} /> : null}
    </>
  )
}
