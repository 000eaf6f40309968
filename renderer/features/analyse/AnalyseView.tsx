// What holds across many articles: which reprint which, which tell the same story, how alike they are, and how they are coded.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { Failure } from '../../../shared/failure.ts'
import { ANALYSIS } from '../../../shared/job.ts'
import { call } from '../../state/api.ts'
import { analysisPages, useWorkspace } from '../../state/workspace.ts'
import { loaded } from '../../ui/loaded.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { type Found, lookUp } from './lookup.ts'
import { Matrix } from './Matrix.tsx'
import { Reprints } from './Reprints.tsx'
import { Running } from './Running.tsx'
import { Stories } from './Stories.tsx'

const ChartsView = loaded(() => import('./ChartsView.tsx').then((file) => file.ChartsView))

const ALL = 'all'

export function AnalyseView({ readOnly }: Readonly<{ readOnly: boolean }>) {
  const [{ analysis }, move] = useWorkspace()
  const { collection, page } = analysis
  const [story, setStory] = useState(0)
  const collections = useQuery({ queryKey: ['library', 'collections'], queryFn: () => call('library.collections') }).data ?? []
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['analysis', collection],
    queryFn: () => call('collection.analyse', { collection }),
  })
  const found = data === undefined ? undefined : lookUp(data)
  const cancelled = error instanceof Failure && error.code === 'cancelled'
  /** What an analysis shows, or why there is none. */
  const shown = (show: (found: Found) => ReactNode) => {
    if (found === undefined)
      return isFetching ? (
        <Empty title="Reading the articles">
          <p>You can go on working: this does not hold anything up.</p>
        </Empty>
      ) : (
        <Empty title={cancelled ? 'The analysis was cancelled' : 'The analysis could not be made'}>
          {cancelled ? null : <p>{error?.message}</p>}
          <Button onPress={() => void refetch()}>Analyse again</Button>
        </Empty>
      )
    return found.articles.length < 2 ? (
      <Empty title="There is nothing to compare yet">
        <p>Import at least two articles, or choose another collection.</p>
      </Empty>
    ) : (
      show(found)
    )
  }
  return (
    <div className="analyse">
      <header className="analyse-head">
        <h2>Analyse</h2>
        <Select
          value={collection === null ? ALL : `=${collection}`}
          onChange={(key) => {
            const chosen = typeof key === 'string' && key !== ALL ? key.slice(1) : null
            move({ to: 'analysis', now: { collection: chosen, passages: null } })
            setStory(0)
          }}
        >
          <Label className="unseen">Articles</Label>
          <Button>
            <SelectValue />
          </Button>
          <Popover>
            <ListBox>
              <ListBoxItem id={ALL}>All articles</ListBoxItem>
              {collections
                .filter((name) => name !== '')
                .map((name) => (
                  <ListBoxItem key={name} id={`=${name}`} textValue={name}>
                    <bdi>{name}</bdi>
                  </ListBoxItem>
                ))}
            </ListBox>
          </Popover>
        </Select>
        {data === undefined ? null : <span className="facts">{data.articles.length.toLocaleString()} articles</span>}
        <span className="spring" />
        {isFetching ? <Running job={ANALYSIS} name="Analysis" /> : null}
      </header>
      <Tabs
        className="react-aria-Tabs analyse-tabs"
        selectedKey={page}
        onSelectionChange={(key) => {
          const chosen = analysisPages.find((each) => each === key)
          if (chosen !== undefined) move({ to: 'analysis', now: { page: chosen } })
        }}
      >
        <TabList aria-label="Analysis">
          <Tab id="stories">Stories {found?.stories.length.toLocaleString()}</Tab>
          <Tab id="reprints">Reprints {found?.reprints.length.toLocaleString()}</Tab>
          <Tab id="similarity">Similarity</Tab>
          <Tab id="charts">Charts</Tab>
        </TabList>
        <TabPanel id="stories">
          {shown((all) => (
            <Stories found={all} chosen={story} onChoose={setStory} />
          ))}
        </TabPanel>
        <TabPanel id="reprints">
          {shown((all) => (
            <Reprints found={all} readOnly={readOnly} />
          ))}
        </TabPanel>
        <TabPanel id="similarity">
          {shown((all) => (
            <Matrix found={all} />
          ))}
        </TabPanel>
        <TabPanel id="charts">
          <ChartsView />
        </TabPanel>
      </Tabs>
    </div>
  )
}
