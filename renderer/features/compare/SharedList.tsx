// What both share, passage by passage, and how alike two sentences must be to be shown as one statement.
import { useContext } from 'react'
import {
  Button,
  GridList,
  GridListItem,
  Label,
  ListLayout,
  Slider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
  Text,
  Virtualizer,
} from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { keyOfPassage, LEAST_SCORE, type Passage, sharesWords } from '../../../shared/passage.ts'
import { sharedShare } from '../../../shared/sharing.ts'
import { CommandContext } from '../../state/commands.ts'
import { useProject } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { describe, excerpt, percent } from './wording.ts'

/** Few sentences in other words are more alike than this. */
const MOST_ALIKE = 0.6

/** About the height of a row, in CSS pixels. */
const ROW = 78

type Props = Readonly<{
  pair: readonly [OpenArticle, OpenArticle]
  passages: readonly Passage[]
  done: number
  onFocus: (key: string) => void
  readOnly: boolean
}>

export function SharedList({ pair: [a, b], passages, done, onFocus, readOnly }: Props) {
  const [{ focused, cutOff }, move] = useWorkspace()
  const desk = useContext(CommandContext)
  const inWords = passages.filter(sharesWords)
  const statements = passages.length - inWords.length
  const { counted = 'own' } = useProject() ?? {}
  const share = (side: 'a' | 'b', article: OpenArticle) => percent(sharedShare(inWords, side, article, counted))
  return (
    <>
      <p className="facts" aria-busy={done < 1 || undefined}>
        {done < 1
          ? 'Comparing…'
          : inWords.length === 0
            ? 'These two share no run of words.'
            : `${inWords.length} ${inWords.length === 1 ? 'passage' : 'passages'} in the same or edited words: ${share('a', a)} of the left text, ${share('b', b)} of the right.`}
      </p>
      <Slider
        className="likeness"
        minValue={LEAST_SCORE}
        maxValue={MOST_ALIKE}
        step={0.01}
        value={Math.min(MOST_ALIKE, cutOff)}
        onChange={(value) => typeof value === 'number' && move({ to: 'pairing', now: { cutOff: value } })}
      >
        <Label>How alike</Label>
        <SliderOutput>
          {cutOff.toFixed(2)} and more: {statements} {statements === 1 ? 'statement' : 'statements'}
        </SliderOutput>
        <SliderTrack>
          <SliderThumb />
        </SliderTrack>
      </Slider>
      {passages.length === 0 ? null : (
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: ROW, gap: 4 }}>
          <GridList
            aria-label="Shared passages"
            className="passages"
            style={{ ['--rows' as string]: passages.length, ['--row' as string]: `${ROW + 4}px` }}
            selectionMode="none"
            items={passages.map((passage) => ({ id: keyOfPassage(passage), passage }))}
            dependencies={[focused]}
            onAction={(key) => onFocus(String(key))}
          >
            {({ id, passage }) => (
              <GridListItem
                id={id}
                textValue={`${excerpt(a.text, passage.a)}, ${describe(passage)}`}
                className="passage-row"
                data-kind={passage.kind}
                data-focused={id === focused || undefined}
              >
                <span className="passage-start" dir="auto">
                  {excerpt(a.text, passage.a)}
                </span>
                <Text slot="description" className="facts">
                  {describe(passage)}
                </Text>
              </GridListItem>
            )}
          </GridList>
        </Virtualizer>
      )}
      {readOnly || passages.length === 0 ? null : (
        <div className="choices">
          <Button isDisabled={focused === null} onPress={() => desk.find('compare.cross')?.()}>
            Mark on both sides… <kbd>Ctrl+Alt+X</kbd>
          </Button>
        </div>
      )}
    </>
  )
}
