import { expect, it } from 'vitest'
import { removeHighlights } from '../../shared/commands.ts'
import { addLink, farEnd, noteLink, relationOf, relations, removeLink, retypeLink } from '../../shared/links.ts'
import { type Link, linkTypes } from '../../shared/records.ts'
import { article } from '../helpers/reports.ts'
import { penOf } from '../helpers/store.ts'

const open = article('a1', [['paragraph', 'body', '[1 one 1] [2 two 2] [3 three 3] [4 four 4]']], { 1: { codes: ['x'] } })
const [one, two, three, four] = open.highlights
if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('four highlights')
const relation = (word: string) => {
  const found = relations.find((each) => each.word === word)
  if (found === undefined) throw new Error(word)
  return found
}
const made = (word: string, links: readonly Link[] = [], from = one, to = two): Link => {
  const [step] = addLink(penOf(word.replace(/\W/g, '')), links, relation(word), from.id, to.id)
  if (step?.kind !== 'link' || step.after === null) throw new Error('no link')
  return step.after
}

it('every type can be made, each direction once, and each word says one thing', () => {
  expect(new Set(relations.map(({ type }) => type))).toEqual(new Set(linkTypes))
  expect(new Set(relations.map(({ word }) => word)).size).toBe(relations.length)
  for (const { type, mutual } of relations) expect(relations.filter((each) => each.type === type)).toHaveLength(mutual ? 1 : 2)
})

it('a link made in either direction reads back from both of its ends', () => {
  for (const { word, mutual, type } of relations) {
    const link = made(word)
    expect(relationOf(link, one.id).word).toBe(word)
    expect([farEnd(link, one.id), farEnd(link, two.id)]).toEqual([two.id, one.id])
    const back = relationOf(link, two.id)
    expect([back.type, back.word === word]).toEqual([type, mutual])
  }
  expect(made('Source')).toMatchObject({ type: 'source', fromId: one.id, toId: two.id, note: '' })
  expect(made('Source of')).toMatchObject({ type: 'source', fromId: two.id, toId: one.id })
})

it('no link is made twice or to the highlight itself', () => {
  const link = made('Source')
  const mutual = made('Contradicts')
  expect(() => made('Source', [link])).toThrow(/already/)
  expect(() => made('Source of', [link], two, one)).toThrow(/already/)
  expect(() => made('Contradicts', [mutual], two, one)).toThrow(/already/)
  expect(() => made('Same claim', [], one, one)).toThrow(/itself/)
  expect(made('Source of', [link])).toMatchObject({ fromId: two.id, toId: one.id })
  expect(made('Cue', [link])).toMatchObject({ type: 'cue' })
})

it('a link can become another relation, keeps its identity, and never doubles one that is there', () => {
  const link = { ...made('Source'), note: 'why' }
  const [step] = retypeLink(link, [link], relation('Left out by'), one.id)
  expect(step).toEqual({ kind: 'link', before: link, after: { ...link, type: 'omits', fromId: two.id, toId: one.id } })
  expect(retypeLink(link, [link], relation('Source'), one.id)).toEqual([])
  expect(retypeLink(link, [link], relation('Source of'), two.id)).toEqual([])
  expect(() => retypeLink(link, [link, made('Cue')], relation('Cue'), one.id)).toThrow(/already/)
  expect(noteLink(link, 'because')[0]?.after).toEqual({ ...link, note: 'because' })
  expect(removeLink(link)).toEqual([{ kind: 'link', before: link, after: null }])
})

it('highlights that go take each link that touches them once, and no other', () => {
  const between = made('Source')
  const leaving = made('Cue', [], one, three)
  const arriving = made('Target', [], three, two)
  const apart = made('Leaves out', [], three, four)
  const links = [between, leaving, arriving, apart]
  const marked = [one, two].map((highlight) => ({
    highlight,
    codings: open.codings.filter(({ highlightId }) => highlightId === highlight.id),
  }))
  const gone = removeHighlights(marked, links).map(({ kind, before, after }) => [kind, before?.id, after])
  expect(gone).toEqual([
    ['link', between.id, null],
    ['link', leaving.id, null],
    ['link', arriving.id, null],
    ['coding', open.codings[0]?.id, null],
    ['highlight', one.id, null],
    ['highlight', two.id, null],
  ])
})
