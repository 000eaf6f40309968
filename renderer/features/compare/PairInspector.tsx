// The pair: what both share, what each leaves out, the analyst's verdict, and the set that it belongs to.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { Found } from '../../../shared/omissions.ts'
import type { Range } from '../../../shared/text.ts'
import { useJudged } from '../../state/data.ts'
import { pairPages, useWorkspace } from '../../state/workspace.ts'
import { Ledger } from './Ledger.tsx'
import { PairSet } from './PairSet.tsx'
import { SharedList } from './SharedList.tsx'
import { VerdictPanel } from './VerdictPanel.tsx'

type Props = Readonly<{
  pair: readonly [OpenArticle, OpenArticle]
  shown: Found
  /** Share of the comparison that is done, 0 to 1. */
  done: number
  onFocus: (key: string) => void
  onShow: (places: readonly [readonly Range[], readonly Range[]]) => void
  readOnly: boolean
}>

const pageNames: Readonly<Record<(typeof pairPages)[number], string>> = {
  shared: 'Shared',
  ledger: 'Left out',
  verdict: 'Verdict',
  set: 'Set',
}

export function PairInspector({ pair, shown, done, onFocus, onShow, readOnly }: Props) {
  const [{ pairPage }, move] = useWorkspace()
  const [a, b] = pair
  const judged = useJudged(a.article.id, b.article.id)
  return (
    <Tabs
      className="react-aria-Tabs pair-pages"
      selectedKey={pairPage}
      onSelectionChange={(key) => {
        const page = pairPages.find((each) => each === key)
        if (page !== undefined) move({ to: 'pairPage', page })
      }}
    >
      <TabList aria-label="Pair">
        {pairPages.map((page) => (
          <Tab key={page} id={page}>
            {pageNames[page]}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="shared" className="react-aria-TabPanel inspector-body">
        <SharedList pair={pair} passages={shown.passages} done={done} onFocus={onFocus} readOnly={readOnly} />
      </TabPanel>
      <TabPanel id="ledger" className="react-aria-TabPanel inspector-body">
        <Ledger pair={pair} omissions={shown.omissions} findings={judged?.findings ?? []} done={done} onShow={onShow} readOnly={readOnly} />
      </TabPanel>
      <TabPanel id="verdict" className="react-aria-TabPanel inspector-body">
        {judged === undefined ? null : <VerdictPanel pair={pair} judged={judged} readOnly={readOnly} />}
      </TabPanel>
      <TabPanel id="set" className="react-aria-TabPanel inspector-body">
        <PairSet />
      </TabPanel>
    </Tabs>
  )
}
