// Zones and footnotes of the articles that are open: shown in the text, corrected by command, followed both ways.
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { sharedPassages } from '../../../shared/alignment.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import { footnoteAt, footnotesOf } from '../../../shared/footnotes.ts'
import type { Passage } from '../../../shared/passage.ts'
import { blockAt, type Range, type Zone } from '../../../shared/text.ts'
import { markZone, markZones, zoneNames, zonesOf } from '../../../shared/zones.ts'
import type { Reader } from '../../editor/reader.ts'
import { useActs, useHeld } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useTell } from '../../state/notice.ts'
import { type Side, useWorkspace } from '../../state/workspace.ts'
import { ZonePalette } from './ZonePalette.tsx'

type Props = Readonly<{
  open: OpenArticle
  side: Side
  reader: Reader
  active: boolean
  readOnly: boolean
  /** The passage that both sides went to, where it has its words in common. */
  passage: Passage | undefined
}>

/** What is selected, else the block under the caret. */
function targetOf(reader: Reader, { blocks }: OpenArticle): Range | null {
  const block = blockAt(blocks, reader.caret())
  return reader.selection() ?? (block === undefined ? null : { start: block.start, end: block.end })
}

export function Zones({ open, side, reader, active, readOnly, passage }: Props) {
  const { article, text, blocks, zoneMarks } = open
  const zones = useMemo(() => zonesOf(blocks, zoneMarks), [blocks, zoneMarks])
  const notes = useMemo(() => footnotesOf(text, zones), [text, zones])
  const [target, setTarget] = useState<Range | null>(null)
  const [, move] = useWorkspace()
  const acts = useActs()
  const held = useHeld()
  const { say, fail } = useTell()
  /** For each note, by where it starts, the reference that led there. */
  const from = useRef(new Map<number, number>())

  const follow = (offset: number) => {
    const found = footnoteAt(notes, offset)
    if (found === null) return say('Neither a footnote nor a reference to one stands here.')
    const { note, references, label } = found.footnote
    if (!found.inNote) from.current.set(note.start, offset)
    const back = from.current.get(note.start) ?? references[0]?.start
    if (found.inNote && back === undefined) return say(`Nothing in the text refers to note ${label}.`)
    move({ to: 'jump', side, from: offset, start: found.inNote ? (back ?? note.start) : note.start })
  }
  const latest: RefObject<typeof follow> = useRef(follow)
  useEffect(() => {
    latest.current = follow
  })
  useEffect(() => {
    if (!reader.view.isDestroyed) reader.setZones({ text, zones, notes, target, onFollow: (offset) => latest.current(offset) })
  }, [reader, text, zones, notes, target])

  const mark = async (range: Range, zone: Zone | null, what = '') => {
    const now = held(article.id)
    if (now === undefined) return
    let change = true
    const label = zone === null ? 'Reset zone' : `Mark ${what}as ${zoneNames[zone].toLowerCase()}`
    await acts.act(label, ({ newId }) => {
      const made = markZone(newId, now, range, zone)
      change = made.length > 0
      return made
    })
    if (!change) say(zone === null ? 'The zone is as it was imported.' : `This is ${zoneNames[zone].toLowerCase()} already.`)
  }
  const markReprint = async () => {
    if (article.reprintOf === null) return say('It is linked as a reprint of no article: Analyse shows which articles are.')
    try {
      const first = await call('article.open', { id: article.reprintOf })
      const shared = sharedPassages(text, first.text).map(({ a }) => a)
      await acts.act('Mark what it reprints', ({ newId }) => markZones(newId, held(article.id) ?? open, shared, 'reprint'))
    } catch (error) {
      fail(error)
    }
  }
  const choose = () => {
    const range = targetOf(reader, open)
    reader.select(null)
    setTarget(range)
  }
  const close = () => {
    setTarget(null)
    reader.focus()
  }

  useCommands(
    active
      ? {
          'go.footnote': () => follow(reader.caret()),
          ...(readOnly
            ? {}
            : {
                'edit.zone': choose,
                'edit.resetZone': () => {
                  const range = targetOf(reader, open)
                  if (range !== null) void mark(range, null)
                },
                'edit.markReprint': () => void markReprint(),
                'compare.reprint': () =>
                  passage === undefined
                    ? say('Go to a passage in the same or edited words first (F7).')
                    : void mark(side === 0 ? passage.a : passage.b, 'reprint', 'passage '),
              }),
        }
      : {},
  )

  return target === null ? null : (
    <ZonePalette
      box={reader.places.boxOf(target)}
      frame={reader.scroller.getBoundingClientRect()}
      now={zones.find(({ range }) => range.start <= target.start && target.start < range.end)}
      onChoose={(zone) => void mark(target, zone).then(close)}
      onClose={close}
    />
  )
}
