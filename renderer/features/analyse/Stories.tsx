// Articles that tell the same story: stories on the left; of the chosen one, who told it when.
import { useContext } from 'react'
import { Button, ListBox, ListBoxItem, Text } from 'react-aria-components'
import { CommandContext } from '../../state/commands.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { dayOf, type Found, type Listed, titleOf } from './lookup.ts'
import { Named } from './Reprints.tsx'
import { Timeline } from './Timeline.tsx'

type Props = Readonly<{ found: Found /** Its place in the list. */; chosen: number; onChoose: (story: number) => void }>

/** From the first to the last day of some articles by date. */
function span(articles: readonly (Listed | undefined)[]): string {
  const days = articles.map(dayOf).filter((day) => day !== '')
  const [first = '', last = ''] = [days[0], days.at(-1)]
  return first === last ? first : `${first} to ${last}`
}

export function Stories({ found, chosen, onChoose }: Props) {
  const { stories, byId } = found
  const [, move] = useWorkspace()
  const desk = useContext(CommandContext)
  const story = stories[chosen] ?? stories[0]
  if (story === undefined)
    return (
      <Empty title="No two articles tell the same story">
        <p>Articles come together here when they speak of the same people, places and numbers.</p>
        <Button onPress={() => desk.find('import.files')?.()}>Import files…</Button>
      </Empty>
    )
  const articles = story.articleIds.map((id) => byId.get(id))
  const centre = byId.get(story.centreId)
  return (
    <div className="stories">
      <ListBox
        aria-label="Stories, the largest first"
        className="story-list"
        items={stories.map((each, i) => ({ ...each, id: i }))}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[stories.indexOf(story)]}
        onSelectionChange={(keys) => {
          if (keys !== 'all') for (const key of keys) if (typeof key === 'number') onChoose(key)
        }}
      >
        {(each) => (
          <ListBoxItem id={each.id} textValue={titleOf(byId.get(each.centreId))} className="story-row">
            <Text slot="label" dir="auto">
              {titleOf(byId.get(each.centreId))}
            </Text>
            <Text slot="description" className="facts">
              <Facts of={[`${each.articleIds.length.toLocaleString()} articles`, span(each.articleIds.map((id) => byId.get(id)))]} />
            </Text>
          </ListBoxItem>
        )}
      </ListBox>
      <section className="analyse-page" aria-label="The chosen story">
        <h3 dir="auto">{titleOf(centre)}</h3>
        <p className="facts">The article that has most in common with the others gives the story its name.</p>
        <Timeline articles={articles.flatMap((article) => article ?? [])} onOpen={(id) => move({ to: 'open', id, side: 0 })} />
        <table className="analyse-table">
          <caption className="unseen">Articles of the story by date</caption>
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">Article</th>
              <th scope="col" className="number">
                Words
              </th>
              <th
                scope="col"
                className="number"
                title="How much it speaks of the same as the article that the story is named after, of 100"
              >
                Similarity
              </th>
              <th scope="col">
                <span className="unseen">Acts</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {articles.map((article) =>
              article === undefined ? null : (
                <tr key={article.id}>
                  <td className="day">{dayOf(article) || '—'}</td>
                  <Named article={article} dated={false} />
                  <td className="number">{article.words.toLocaleString()}</td>
                  <td className="number">{article.id === story.centreId ? '—' : (found.likeness(article.id, story.centreId) ?? '')}</td>
                  <td className="analyse-acts">
                    {article.id === story.centreId ? null : (
                      <Button
                        aria-label={`Compare ${titleOf(article)} with ${titleOf(centre)}`}
                        onPress={() => move({ to: 'compare', panes: [story.centreId, article.id] })}
                      >
                        Compare
                      </Button>
                    )}
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </section>
    </div>
  )
}
