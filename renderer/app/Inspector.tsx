// The right panel: the codebook, the chosen highlight, the article, and in a comparison the pair.
import { Lightbulb } from 'lucide-react'
import { useContext } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { OpenArticle } from '../../shared/contract.ts'
import type { ArticleId, CodeId, HighlightId } from '../../shared/ids.ts'
import type { Found } from '../../shared/omissions.ts'
import type { Range } from '../../shared/text.ts'
import { ArticleInspector } from '../features/annotate/ArticleInspector.tsx'
import { HighlightInspector } from '../features/annotate/HighlightInspector.tsx'
import { CodebookPanel } from '../features/codebook/CodebookPanel.tsx'
import { Moved } from '../features/correct/Moved.tsx'
import { Orphans } from '../features/correct/Orphans.tsx'
import { TextHistory } from '../features/correct/TextHistory.tsx'
import { AboutField } from '../features/entities/AboutField.tsx'
import { HighlightList } from '../features/highlights/HighlightList.tsx'
import { Provenance } from '../features/importing/Provenance.tsx'
import { LinkList } from '../features/links/LinkList.tsx'
import { SuggestionPanel } from '../features/suggest/SuggestionPanel.tsx'
import { ZoneList } from '../features/zones/ZoneList.tsx'
import { markedOf, useActs } from '../state/acts.ts'
import { CommandContext } from '../state/commands.ts'
import { useArticle } from '../state/data.ts'
import { pages, piecesOf, useWorkspace } from '../state/workspace.ts'
import { loaded } from '../ui/loaded.tsx'
import { Empty, Later } from '../ui/Panel.tsx'

const PairInspector = loaded(() => import('../features/compare/PairInspector.tsx').then((file) => file.PairInspector))

type Props = Readonly<{
  pair: readonly [OpenArticle, OpenArticle] | null
  /** What both share and leave out, and the share of the comparison that is done. */
  shared: Found
  compared: number
  onFocus: (key: string) => void
  /** Shows places of both texts. */
  onPlaces: (places: readonly [readonly Range[], readonly Range[]]) => void
  /** Goes to a highlight of the active article, with the inspector at the page where it is. */
  onJump: (id: HighlightId) => void
  /** Goes to the next or previous highlight with a code, of the active article. */
  onWalk: (id: CodeId, by: 1 | -1) => void
  /** Goes to a place of the active article. */
  onPlace: (offset: number) => void
  /** Shows places of the active article in its text, or none any more. */
  onShow: (ranges: readonly Range[]) => void
  recent: readonly CodeId[]
  onUsed: (id: CodeId) => void
  readOnly: boolean
}>

/** Named by its picture: the names of all tabs together are wider than the panel. */
const SuggestionTab = () => (
  <Tab id="suggestions" aria-label="Suggestions">
    <Lightbulb size={15} aria-hidden>
      <title>Suggestions</title>
    </Lightbulb>
  </Tab>
)

export function Inspector({ pair, shared, compared, onFocus, onPlaces, onJump, onWalk, onPlace, onShow, recent, onUsed, readOnly }: Props) {
  const [workspace, move] = useWorkspace()
  const { active, page, panes, picked, selection, view } = workspace
  const { data: open } = useArticle(panes[active])
  const acts = useActs()
  const desk = useContext(CommandContext)
  const highlight = picked?.side === active ? open?.highlights.find((each) => each.id === picked.id) : undefined
  const on = new Set(open === undefined || highlight === undefined ? [] : markedOf(open, highlight).codings.map((coding) => coding.codeId))
  const { on: suggests } = workspace.suggesting
  const shown = (page === 'pair' && pair === null) || (page === 'suggestions' && !suggests) ? 'codes' : page
  const articleIds = (view === 'compare' ? panes : [panes[0]]).filter((id): id is ArticleId => id !== null)

  const apply = (id: CodeId) => {
    if (open === undefined) return
    onUsed(id)
    if (selection?.side === active) {
      void acts.mark(open, piecesOf(workspace, active), [id]).then((made) => {
        if (made === null) return
        move({ to: 'select', side: active, range: null })
        move({ to: 'pick', side: active, id: made.id })
      })
    } else if (highlight !== undefined) {
      void acts.recode(markedOf(open, highlight), on.has(id) ? [...on].filter((each) => each !== id) : [...on, id])
    }
  }
  const purpose = readOnly
    ? null
    : selection !== null
      ? 'Choose a code for the selected words.'
      : highlight !== undefined
        ? 'Choose a code to put it on the chosen highlight, or to take it off.'
        : null

  return (
    <Tabs
      selectedKey={shown}
      onSelectionChange={(key) => {
        const chosen = pages.find((each) => each === key)
        if (chosen !== undefined) move({ to: 'page', page: chosen })
      }}
    >
      <TabList aria-label="Inspector">
        <Tab id="codes">Codes</Tab>
        <Tab id="highlight">Highlight</Tab>
        <Tab id="list">List</Tab>
        <Tab id="article">Article</Tab>
        {pair === null ? null : <Tab id="pair">Pair</Tab>}
        {suggests ? <SuggestionTab /> : null}
      </TabList>
      <TabPanel id="codes">
        <CodebookPanel
          articleIds={articleIds}
          on={on}
          purpose={purpose}
          onChoose={apply}
          onWalk={open === undefined ? null : onWalk}
          readOnly={readOnly}
        />
      </TabPanel>
      <TabPanel id="highlight">
        {open === undefined || highlight === undefined ? (
          <Empty title="No highlight is chosen">
            <p>Click a highlight in the text, or press F8 to go to the next one.</p>
          </Empty>
        ) : (
          <HighlightInspector
            open={open}
            highlight={highlight}
            recent={recent}
            onUsed={onUsed}
            onGone={() => move({ to: 'pick', side: active, id: null })}
            readOnly={readOnly}
          >
            <Moved highlight={highlight} readOnly={readOnly} />
            <AboutField highlight={highlight} readOnly={readOnly} />
            <LinkList open={open} highlight={highlight} readOnly={readOnly} />
          </HighlightInspector>
        )}
      </TabPanel>
      <TabPanel id="list">
        {open === undefined ? (
          <Empty title="No article is open" />
        ) : (
          <HighlightList
            key={open.article.id}
            open={open}
            picked={highlight?.id ?? null}
            onJump={onJump}
            onGo={onPlace}
            readOnly={readOnly}
          >
            <Orphans
              open={open}
              selection={piecesOf(workspace, active)}
              onShow={onShow}
              onPlaced={(id) => move({ to: 'pick', side: active, id, page: 'list' })}
              readOnly={readOnly}
            />
          </HighlightList>
        )}
      </TabPanel>
      <TabPanel id="article">
        {open === undefined ? (
          <Empty title="No article is open" />
        ) : (
          <>
            <ArticleInspector open={open}>
              <TextHistory open={open} readOnly={readOnly} />
              <Provenance open={open} onOpen={(id) => move({ to: 'open', id })} readOnly={readOnly} />
            </ArticleInspector>
            <ZoneList open={open} onJump={onPlace} />
          </>
        )}
      </TabPanel>
      {suggests ? (
        <TabPanel id="suggestions">
          {open === undefined ? (
            <Empty title="No article is open" />
          ) : (
            <SuggestionPanel
              open={open}
              onPlace={onPlace}
              onDecide={(accept) => desk.find(accept ? 'edit.acceptSuggestion' : 'edit.rejectSuggestion')?.()}
              readOnly={readOnly}
            />
          )}
        </TabPanel>
      ) : null}
      {pair === null ? null : (
        <TabPanel id="pair">
          <Later>
            <PairInspector pair={pair} shown={shared} done={compared} onFocus={onFocus} onShow={onPlaces} readOnly={readOnly} />
          </Later>
        </TabPanel>
      )}
    </Tabs>
  )
}
