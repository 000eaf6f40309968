// The zones and footnotes of an article, with their lengths; each leads to its place in the text.
import { useMemo } from 'react'
import { Button, GridList, GridListItem, Text } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { footnotesOf } from '../../../shared/footnotes.ts'
import type { Range } from '../../../shared/text.ts'
import { isOwn, leftOutOf, ownWords, wordsIn, zoneNames, zonesOf } from '../../../shared/zones.ts'
import { useProject } from '../../state/data.ts'

const WORDS = 90
const opening = (text: string, { start, end }: Range) => text.slice(start, Math.min(end, start + WORDS)).replace(/\s+/g, ' ')

type Props = Readonly<{ open: OpenArticle; onJump: (offset: number) => void }>

export function ZoneList({ open, onJump }: Props) {
  const { article, text, blocks, zoneMarks } = open
  const counted = useProject()?.counted ?? 'own'
  const zones = useMemo(() => zonesOf(blocks, zoneMarks), [blocks, zoneMarks])
  const notes = useMemo(() => footnotesOf(text, zones), [text, zones])
  const words = useMemo(() => zones.map(({ range }) => wordsIn(text, [range])), [text, zones])
  const own = useMemo(() => ownWords(article.words, text, leftOutOf(zones)), [article.words, text, zones])

  return (
    <div className="inspector-body zones">
      <h3>Zones</h3>
      <p className="facts">
        {own === article.words
          ? `All ${own.toLocaleString()} words are the article’s own.`
          : `${own.toLocaleString()} of ${article.words.toLocaleString()} words are the article’s own; figures are made of ${counted === 'own' ? 'these' : 'all'}.`}
      </p>
      <GridList
        aria-label="Zones"
        className="zone-list"
        selectionMode="none"
        items={zones.map((stretch, id) => ({ id, stretch }))}
        onAction={(id) => onJump(zones[Number(id)]?.range.start ?? 0)}
      >
        {({ id, stretch }) => (
          <GridListItem id={id} textValue={zoneNames[stretch.zone]} className="zone-row" data-own={isOwn(stretch.zone) || undefined}>
            <b>{zoneNames[stretch.zone]}</b>
            <Text slot="description" dir="auto">
              {opening(text, stretch.range)}
            </Text>
            <span className="facts">
              {(words[id] ?? 0).toLocaleString()}
              {stretch.origin === 'analyst' ? ' · by hand' : ''}
            </span>
          </GridListItem>
        )}
      </GridList>
      {notes.length === 0 ? null : (
        <>
          <h3>Footnotes</h3>
          <ol className="notes">
            {notes.map(({ label, note, references }) => (
              <li key={note.start}>
                <Button className="quiet note" onPress={() => onJump(note.start)}>
                  <span dir="auto">{opening(text, note)}</span>
                </Button>
                {references.length === 0 ? (
                  <small>not referred to</small>
                ) : (
                  references.map(({ start }, i) => (
                    <Button
                      key={start}
                      className="quiet reference"
                      aria-label={`To reference ${i + 1} of note ${label}`}
                      onPress={() => onJump(start)}
                    >
                      ↑{references.length > 1 ? i + 1 : ''}
                    </Button>
                  ))
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}
