// What holds across many articles: which reprint which, which tell the same story, how alike they are.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { Events } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { ANALYSIS } from '../../../shared/job.ts'
import { call, listen } from '../../state/api.ts'
import { Empty } from '../../ui/Panel.tsx'
import { lookUp } from './lookup.ts'
import { Matrix } from './Matrix.tsx'
import { Reprints } from './Reprints.tsx'
import { Stories } from './Stories.tsx'

const ALL = 'all'

export function AnalyseView({ readOnly }: Readonly<{ readOnly: boolean }>) {
  const [collection, setCollection] = useState<string | null>(null)
  const [story, setStory] = useState(0)
  const collections = useQuery({ queryKey: ['library', 'collections'], queryFn: () => call('library.collections') }).data ?? []
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['analysis', collection],
    queryFn: () => call('collection.analyse', { collection }),
  })
  const found = data === undefined ? undefined : lookUp(data)
  const cancelled = error instanceof Failure && error.code === 'cancelled'
  return (
    <div className="analyse">
      <header className="analyse-head">
        <h2>Analyse</h2>
        <Select
          value={collection === null ? ALL : `=${collection}`}
          onChange={(key) => {
            setCollection(typeof key === 'string' && key !== ALL ? key.slice(1) : null)
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
        {isFetching ? <Running /> : null}
      </header>
      {found === undefined ? (
        isFetching ? (
          <Empty title="Reading the articles">
            <p>You can go on working: this does not hold anything up.</p>
          </Empty>
        ) : (
          <Empty title={cancelled ? 'The analysis was cancelled' : 'The analysis could not be made'}>
            {cancelled ? null : <p>{error?.message}</p>}
            <Button onPress={() => void refetch()}>Analyse again</Button>
          </Empty>
        )
      ) : found.articles.length < 2 ? (
        <Empty title="There is nothing to compare yet">
          <p>Import at least two articles, or choose another collection.</p>
        </Empty>
      ) : (
        <Tabs className="react-aria-Tabs analyse-tabs">
          <TabList aria-label="Analysis">
            <Tab id="stories">Stories {found.stories.length.toLocaleString()}</Tab>
            <Tab id="reprints">Reprints {found.reprints.length.toLocaleString()}</Tab>
            <Tab id="similarity">Similarity</Tab>
          </TabList>
          <TabPanel id="stories">
            <Stories found={found} chosen={story} onChoose={setStory} />
          </TabPanel>
          <TabPanel id="reprints">
            <Reprints found={found} readOnly={readOnly} />
          </TabPanel>
          <TabPanel id="similarity">
            <Matrix found={found} />
          </TabPanel>
        </Tabs>
      )}
    </div>
  )
}

/** How far the analysis is, and its end on demand. */
function Running() {
  const [step, setStep] = useState<Events['progress'] | null>(null)
  useEffect(() => listen('progress', (progress) => progress.job === ANALYSIS && setStep(progress.cancellable ? progress : null)), [])
  return (
    <span className="analyse-running">
      <output>{step === null ? '' : `${step.label}…`}</output>
      <progress aria-label="Analysis" {...(step === null ? {} : { max: step.total, value: step.done })} />
      <Button onPress={() => void call('job.cancel', { job: ANALYSIS }).catch(() => undefined)}>Cancel</Button>
    </span>
  )
}
