// Linking an article as a reprint, and taking that back: the article says so, and what both share is a zone.
import { expect, it } from 'vitest'
import { sharedPassages } from '../../shared/alignment.ts'
import type { Change } from '../../shared/change.ts'
import { applyTo } from '../../shared/change.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import { linkReprint, unlinkReprint } from '../../shared/flags.ts'
import { markZone, markZones, zonesOf } from '../../shared/zones.ts'
import { articleOf, penOf, seeded } from '../helpers/store.ts'

const random = seeded(4)
const paragraph = () => Array.from({ length: 30 }, () => `q${Math.floor(random() * 3_000).toString(36)}`).join(' ')
const [one, two, mine] = [paragraph(), paragraph(), paragraph()]
const first = articleOf('first', [one, two])
const copy = articleOf('copy', [one, mine, two])
const { newId } = penOf('mark')
const open: OpenArticle = {
  article: copy.article,
  text: copy.text,
  blocks: copy.blocks,
  highlights: [],
  codings: [],
  zoneMarks: [],
  bookmarks: [],
  links: [],
  orphans: [],
}
const shared = sharedPassages(copy.text, first.text).map(({ a }) => a)

function after(held: OpenArticle, change: Change): OpenArticle {
  const article = applyTo('article', new Map([[held.article.id, held.article]]), change).get(held.article.id)
  const zoneMarks = [...applyTo('zoneMark', new Map(held.zoneMarks.map((mark) => [mark.id, mark])), change).values()]
  return { ...held, article: article ?? held.article, zoneMarks }
}

it('what both share becomes a zone, and the rest stays the article’s own', () => {
  const linked = after(open, linkReprint(newId, open, first.article.id, shared, 'all of it'))
  expect(linked.article).toMatchObject({ reprintOf: 'first', flags: [{ kind: 'reprint', state: 'confirmed', evidence: 'all of it' }] })
  const zones = zonesOf(linked.blocks, linked.zoneMarks)
  expect(zones.map(({ zone }) => zone)).toEqual(['reprint', 'body', 'reprint'])
  expect(linked.text.slice(zones[1]?.range.start, zones[1]?.range.end).trim()).toBe(mine)
})

it('unlinking leaves the article as it was before, and what the analyst marked elsewhere stays', () => {
  const at = copy.text.indexOf(mine)
  const marked = after(open, markZone(newId, open, { start: at, end: at + mine.length }, 'reprint'))
  const linked = after(marked, linkReprint(newId, marked, first.article.id, shared, ''))
  expect(linked.zoneMarks.length).toBe(3)
  const unlinked = after(linked, unlinkReprint(linked, shared))
  expect(unlinked.article).toEqual(open.article)
  expect(unlinked.zoneMarks).toEqual(marked.zoneMarks)
})

it('several stretches are marked as one change, over what was marked before', () => {
  const whole = { start: 0, end: copy.text.length }
  const caption = after(open, markZone(newId, open, whole, 'caption'))
  const marked = after(caption, markZones(newId, caption, shared, 'reprint'))
  expect(zonesOf(marked.blocks, marked.zoneMarks).map(({ zone }) => zone)).toEqual(['reprint', 'caption', 'reprint'])
  expect(markZones(newId, marked, shared, 'reprint')).toEqual([])
})
