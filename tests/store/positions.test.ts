// Positions from the bytes of a source to the project file: whatever the words are, and whatever is done to the text, a highlight
// covers its quote, or says that it was moved, or waits without a place.
import fc from 'fast-check'
import { EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { correct } from '../../electron/corrections.ts'
import { importText } from '../../electron/import/import.ts'
import { asFile, takeIn } from '../../electron/intake.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import { readVersion, takeVersion } from '../../electron/versions.ts'
import { edits, resultOf } from '../../renderer/editor/correctedits.ts'
import { documentOf } from '../../renderer/editor/schema.ts'
import { addHighlight, type Pen } from '../../shared/commands.ts'
import { Failure } from '../../shared/failure.ts'
import type { ArticleId } from '../../shared/ids.ts'
import type { Range } from '../../shared/text.ts'
import { penOf } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const word = fc.constantFrom(
  'the',
  'gate',
  'gate',
  'said',
  'cafe\u0301',
  'naïve',
  '👩‍👧',
  '🌧',
  '𝄞',
  'שער',
  'ביום',
  'الماء',
  'قال',
  '“so”',
  'a\u00a0b',
  'e\u0323\u0302',
)
const paragraph = fc.array(word, { minLength: 2, maxLength: 14 }).map((words) => words.join(' '))
const source = fc.record({
  paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 6 }),
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
})
const place = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 30 }))
const step = fc.oneof(
  fc.record({
    what: fc.constant('correct' as const),
    at: fc.nat(),
    length: fc.nat(12),
    words: fc.constantFrom('', 'x', '🌧 y', 'ש', 'gate '),
  }),
  fc.record({
    what: fc.constant('version' as const),
    paragraphs: fc.array(fc.tuple(fc.nat(), fc.option(paragraph)), { minLength: 1, maxLength: 7 }),
  }),
)

const bytesOf = (paragraphs: readonly string[], lineEnd: string) => new TextEncoder().encode(paragraphs.join(lineEnd + lineEnd))
const wordsAt = (text: string, ranges: readonly Range[]) => ranges.map(({ start, end }) => text.slice(start, end)).join(' … ')
const touches = (ranges: readonly Range[], start: number, end: number) => ranges.some((range) => range.start <= end && start <= range.end)

let count = 0
const clock = { newId: () => `p${++count}`, now: () => 1_700_000_000_000 + count, version: '1.0.0' }

/** Puts words in the place of some of one block, through the editor of corrections. */
function mend(project: ProjectFile, id: ArticleId, at: number, length: number, words: string): readonly [number, number] | null {
  const open = project.openArticle(id)
  const block = open.blocks[at % open.blocks.length]
  if (block === undefined) return null
  const start = block.start + (at % (block.end - block.start))
  const end = Math.min(block.end, start + length)
  const state = EditorState.create({ doc: documentOf(open.text, open.blocks), plugins: [edits()] })
  const next = state.apply(state.tr.insertText(words, start + 1, end + 1))
  const { typed, places, text } = resultOf(next, open)
  // Half a character is refused by the store.
  if (text === open.text || !/\S/.test(text) || !text.isWellFormed()) return null
  const { textSha256, blocksSha256 } = open.article
  correct(project, { id, base: { textSha256, blocksSha256 }, typed: [...typed], reason: '', places })
  return [start, end]
}

/** Imports another version: paragraphs of the one before in some order, and new ones. */
function renew(project: ProjectFile, id: ArticleId, paragraphs: readonly (readonly [number, string | null])[]): boolean {
  const { text } = project.openArticle(id)
  const old = text.split('\n\n')
  const file = {
    name: 'later.txt',
    bytes: bytesOf(
      paragraphs.map(([at, fresh]) => fresh ?? old[at % old.length] ?? ''),
      '\r\n',
    ),
  }
  try {
    takeVersion(project, readVersion(project, id, file, [importText(file, 0)], asFile), { fields: [], reason: '' }, '1.0.0')
    return true
  } catch (error) {
    if (error instanceof Failure && error.code === 'refused') return false
    throw error
  }
}

test('S16 no highlight ever covers other words than its quote unless it says that it was moved; none is lost unseen', () => {
  const project = newProject()
  const pen: Pen = { ...penOf('h'), coderId: project.coder().id }
  const seen = { kept: 0, moved: 0, orphans: 0, corrected: 0 }
  const runs = fc.property(
    source,
    fc.array(fc.array(place, { minLength: 1, maxLength: 2 }), { maxLength: 6 }),
    fc.array(step, { maxLength: 4 }),
    (made, marks, steps) => {
      const file = { name: `source-${++count}.txt`, bytes: bytesOf([...made.paragraphs, `end ${count}`], made.lineEnd) }
      const [article] = takeIn(project, file, [importText(file, 0)], clock).articles
      if (article === undefined) throw new Error('no article')
      const { id } = article
      const { text } = project.openArticle(id)
      expect(text).not.toContain('\r')
      for (const pieces of marks) {
        const ranges = pieces.map(([at, length]) => ({
          start: at % text.length,
          end: Math.min(text.length, (at % text.length) + length),
        }))
        if (ranges.every(({ start, end }) => text.slice(start, end).trim() === '')) continue
        project.commit('Mark', addHighlight(pen, { id, text }, ranges, []))
      }
      const first = project.openArticle(id)
      let acts = 0
      for (const each of steps) {
        const before = project.openArticle(id)
        const edited = each.what === 'correct' ? mend(project, id, each.at, each.length, each.words) : null
        if (each.what === 'correct' ? edited === null : !renew(project, id, each.paragraphs)) continue
        acts++
        const after = project.openArticle(id)
        const held = new Map(after.highlights.map((highlight) => [highlight.id, highlight]))
        for (const highlight of after.highlights) expect(wordsAt(after.text, highlight.ranges)).toBe(highlight.quote)
        for (const was of before.highlights) {
          const now = held.get(was.id)
          const waits = after.orphans.some(({ highlight }) => highlight.id === was.id && highlight.quote === was.quote)
          if (edited !== null) {
            seen.corrected++
            // Only what was written over changes, and only what was written over as a whole goes.
            if (!touches(was.ranges, ...edited)) expect(now?.quote).toBe(was.quote)
            if (now === undefined) expect(was.ranges.every(({ start, end }) => edited[0] <= end && start <= edited[1])).toBe(true)
          } else if (now === undefined) {
            expect(waits).toBe(true)
            seen.orphans++
          } else if (now.quote !== was.quote) {
            expect(now.formerQuote).not.toBe('')
            seen.moved++
          } else seen.kept++
        }
      }
      for (; acts > 0; acts--) project.undo()
      expect(project.openArticle(id)).toEqual(first)
    },
  )
  // These come by every outcome, which others may not.
  fc.assert(runs, { numRuns: 60, seed: 1 })
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0)
  fc.assert(runs, { numRuns: 60 })
  expect(project.verify()).toMatchObject({ ok: true })
})
