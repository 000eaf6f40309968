// What is done from one side to the other: codes carried to their counterpart, and a highlight made on both sides at once.
import { useState } from 'react'
import type { OpenArticle } from '../../../shared/contract.ts'
import { type CrossingKind, carryCodes, counterpartOf, cross, crossings } from '../../../shared/crossing.ts'
import type { Passage } from '../../../shared/passage.ts'
import type { Range } from '../../../shared/text.ts'
import { markedOf, useActs, useHeld } from '../../state/acts.ts'
import { useCommands } from '../../state/commands.ts'
import { useTell } from '../../state/notice.ts'
import { piecesOf, useWorkspace } from '../../state/workspace.ts'
import { ChooserDialog } from '../../ui/Chooser.tsx'
import { excerpt } from './wording.ts'

type Places = readonly [readonly Range[], readonly Range[]]
type Props = Readonly<{
  pair: readonly [OpenArticle, OpenArticle]
  passages: readonly Passage[]
  /** The passage that both sides went to. */
  passage: Passage | undefined
  onShow: (places: Places) => void
}>

const kinds = Object.keys(crossings) as readonly CrossingKind[]

export function Crossing({ pair, passages, passage, onShow }: Props) {
  const [workspace, move] = useWorkspace()
  const { active, across, picked } = workspace
  const [asked, setAsked] = useState<Places | null>(null)
  const acts = useActs()
  const held = useHeld()
  const { say } = useTell()
  const other = active === 0 ? 1 : 0
  const now = (side: 0 | 1) => held(pair[side].article.id) ?? pair[side]
  const inOrder = (here: readonly Range[], there: readonly Range[]): Places => (active === 0 ? [here, there] : [there, here])

  const carry = async () => {
    const highlight = picked?.side === active ? now(active).highlights.find(({ id }) => id === picked.id) : undefined
    if (highlight === undefined) return say('Choose a highlight first: its codes are carried.')
    const marked = markedOf(now(active), highlight)
    if (marked.codings.length === 0) return say('This highlight has no codes to carry.')
    const ranges = counterpartOf(passages, active === 0 ? 'a' : 'b', highlight.ranges, pair[other].text)
    if (ranges.length === 0) return say('The other article has no counterpart of these words.')
    let changed = true
    const done = await acts.act('Carry codes to counterpart', (pen) => {
      const change = carryCodes(pen, marked, now(other), ranges)
      changed = change.length > 0
      return change
    })
    if (!done) return
    onShow(inOrder(highlight.ranges, ranges))
    if (!changed) say('Its counterpart has these codes already.')
  }
  const ask = () => {
    const here = piecesOf(workspace, active)
    if (here.length > 0 && across?.side === other) setAsked(inOrder(here, across.pieces))
    else if (here.length === 0 && passage !== undefined) setAsked([[passage.a], [passage.b]])
    else say('Select words on both sides, or go to a shared passage (F7).')
  }
  const make = async (kind: CrossingKind, asked: Places) => {
    const place = (side: 0 | 1) => ({ open: now(side), ranges: asked[side] })
    if (await acts.act(`Mark ${crossings[kind].name.toLowerCase()}`, (pen) => cross(pen, kind, place(active), place(other))))
      move({ to: 'select', side: active, range: null })
  }
  useCommands({ 'compare.carry': () => void carry(), 'compare.cross': ask })

  if (asked === null) return null
  return (
    <ChooserDialog
      label="What the two places are to each other"
      choices={kinds.map((id) => ({ id, label: crossings[id].name, description: crossings[id].hint }))}
      onClose={() => setAsked(null)}
      onChoose={(kind) => void make(kind, asked)}
    >
      <ol className="link-ends">
        {([0, 1] as const).map((side) => (
          <li key={side} dir="auto">
            {excerpt(pair[side].text, asked[side][0] ?? { start: 0, end: 0 }, 120)}
          </li>
        ))}
      </ol>
    </ChooserDialog>
  )
}
