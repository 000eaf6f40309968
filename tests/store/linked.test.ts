// Links and entities as the project file gives them back: with the articles they touch, and after undo and redo.
import { expect, test } from 'vitest'
import { addHighlight, removeHighlights } from '../../shared/commands.ts'
import { addEntity, mergeEntities, pointAt, removeEntity } from '../../shared/entities.ts'
import { type EntityId, FeelingId, PairId } from '../../shared/ids.ts'
import { addLink, relations } from '../../shared/links.ts'
import type { Feeling, Highlight, Pair } from '../../shared/records.ts'
import { bridge, codeIds, failureOf, importInto, penOf, type Sample } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const pen = penOf()
const [source] = relations
if (source === undefined) throw new Error('relations')

/** A project with two articles, each with one highlight of some words. */
function twoArticles() {
  const project = newProject()
  const [a, b] = [bridge('a'), bridge('b')]
  const marked = (sample: Sample, words: string): Highlight => {
    importInto(project, sample)
    const start = sample.text.indexOf(words)
    project.commit(
      'Mark',
      addHighlight(pen, { id: sample.article.id, text: sample.text }, [{ start, end: start + words.length }], codeIds.slice(0, 1)),
    )
    const [highlight] = project.openArticle(sample.article.id).highlights
    if (highlight === undefined) throw new Error('no highlight')
    return highlight
  }
  return { project, a, b, first: marked(a, 'Officials'), second: marked(b, 'cracks') }
}

test('a link across two articles stands in both, goes with either end, and comes back', () => {
  const { project, a, b, first, second } = twoArticles()
  const change = addLink(pen, [], source, first.id, second.id)
  project.commit('Link', change)
  const links = () => [a, b].map(({ article }) => project.openArticle(article.id).links.map(({ id }) => id))
  const id = change[0]?.after?.id
  expect(links()).toEqual([[id], [id]])

  const open = project.openArticle(b.article.id)
  const codings = open.codings.filter(({ highlightId }) => highlightId === second.id)
  expect(failureOf(() => project.commit('Delete', removeHighlights([{ highlight: second, codings }], []))).message).toMatch(
    /Nothing was changed/,
  )
  expect(links()).toEqual([[id], [id]])
  project.commit('Delete', removeHighlights([{ highlight: second, codings }], open.links))
  expect(links()).toEqual([[], []])
  project.undo()
  expect(links()).toEqual([[id], [id]])
  expect(project.verify().problems).toEqual([])
})

test('a link inside one article is given once', () => {
  const { project, a, first } = twoArticles()
  const start = a.text.indexOf('residents')
  project.commit('Mark', addHighlight(pen, { id: a.article.id, text: a.text }, [{ start, end: start + 9 }], []))
  const other = project.openArticle(a.article.id).highlights.find(({ quote }) => quote === 'residents')
  if (other === undefined) throw new Error('no highlight')
  project.commit('Link', addLink(pen, [], source, first.id, other.id))
  expect(project.openArticle(a.article.id).links).toHaveLength(1)
  expect(project.highlights([other.id, first.id]).map(({ highlight, title }) => [highlight.quote, title])).toEqual([
    ['Officials', 'Title of a'],
    ['residents', 'Title of a'],
  ])
})

test('entities are listed by name with their uses; merging moves what points to them and is undone whole', () => {
  const { project, a, first, second } = twoArticles()
  const [zoe, abel] = [addEntity(pen, 'Zoe'), addEntity(pen, 'abel', 'person')]
  const [coding] = project.openArticle(a.article.id).codings
  if (coding === undefined) throw new Error('no coding')
  project.commit('Point', [
    ...zoe.change,
    ...abel.change,
    ...pointAt(first, zoe.entity.id),
    ...pointAt(second, zoe.entity.id),
    { kind: 'coding', before: coding, after: { ...coding, attributes: { target: zoe.entity.id } } },
  ])
  const list = () => project.entities().map(({ entity, highlights }) => [entity.name, highlights])
  expect(list()).toEqual([
    ['abel', 0],
    ['Zoe', 2],
  ])
  const nothing = { highlights: [], codings: [], feelings: [], pairs: [], orphans: [] }
  expect(failureOf(() => project.commit('Delete', removeEntity(zoe.entity, nothing))).message).toMatch(/Nothing was changed/)

  const uses = project.usesOf([zoe.entity.id])
  expect(uses.highlights.map(({ highlight }) => highlight.quote)).toEqual(['Officials', 'cracks'])
  expect(uses.codings.map(({ id }) => id)).toEqual([coding.id])
  expect(project.usesOf([abel.entity.id])).toEqual({ highlights: [], codings: [], feelings: [], pairs: [], orphans: [] })
  project.commit(
    'Merge',
    mergeEntities(abel.entity, [zoe.entity], { ...uses, highlights: uses.highlights.map(({ highlight }) => highlight) }),
  )
  expect(list()).toEqual([['abel', 2]])
  expect(project.usesOf([abel.entity.id]).codings).toHaveLength(1)
  expect(project.entities()[0]?.entity.aliases).toEqual(['Zoe'])
  project.undo()
  expect(list()).toEqual([
    ['abel', 0],
    ['Zoe', 2],
  ])
  project.commit('Delete', removeEntity(abel.entity, nothing))
  expect(list()).toEqual([['Zoe', 2]])

  // Deleting takes it off what names it, in the same change.
  const named = project.usesOf([zoe.entity.id])
  project.commit('Delete', removeEntity(zoe.entity, { ...named, highlights: named.highlights.map(({ highlight }) => highlight) }))
  expect(list()).toEqual([])
  expect(project.usesOf([zoe.entity.id])).toEqual(nothing)
  expect(project.openArticle(a.article.id).codings.every(({ attributes }) => !Object.values(attributes).includes(zoe.entity.id))).toBe(true)
  project.undo()
  expect(list()).toEqual([['Zoe', 2]])
  expect(project.usesOf([zoe.entity.id]).codings.map(({ id }) => id)).toEqual([coding.id])
})

test('feelings and stances go with their entity, become one when entities do, and come back with undo', () => {
  const { project, a, b } = twoArticles()
  const [zoe, abel] = [addEntity(pen, 'Zoe').entity, addEntity(pen, 'Abel').entity]
  const coderId = pen.coderId
  const stance = (entityId: EntityId, value: number) => ({ entityId, a: value, b: null })
  const pair: Pair = {
    id: PairId.parse('p'),
    aId: a.article.id,
    bId: b.article.id,
    coderId,
    relative: null,
    stances: [stance(abel.id, 1), stance(zoe.id, -1)],
    note: '',
    at: 1,
  }
  const feeling = (id: string, entityId: EntityId, value: number): Feeling => ({ id: FeelingId.parse(id), coderId, entityId, value })
  project.commit('Said', [
    { kind: 'entity', before: null, after: zoe },
    { kind: 'entity', before: null, after: abel },
    { kind: 'pair', before: null, after: pair },
    { kind: 'feeling', before: null, after: feeling('z', zoe.id, 2) },
    { kind: 'feeling', before: null, after: feeling('a', abel.id, -2) },
  ])
  const ids = [abel.id, zoe.id]
  const uses = () => ({ ...project.usesOf(ids), highlights: [] })
  const before = uses()
  project.commit('Merge', mergeEntities(abel, [zoe], before))
  expect(uses().feelings.map(({ entityId, value }) => [entityId, value])).toEqual([[abel.id, -2]])
  expect(uses().pairs[0]?.stances).toEqual([stance(abel.id, 1)])
  project.undo()
  expect(uses()).toEqual(before)
  project.commit('Delete', removeEntity(zoe, { ...project.usesOf([zoe.id]), highlights: [] }))
  expect(uses().feelings.map(({ entityId }) => entityId)).toEqual([abel.id])
  expect(uses().pairs[0]?.stances).toEqual([stance(abel.id, 1)])
  expect(project.verify().problems).toEqual([])
  project.undo()
  expect(uses()).toEqual(before)
})
