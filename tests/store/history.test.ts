import { expect, it } from 'vitest'
import { importText } from '../../electron/import/import.ts'
import { asFile } from '../../electron/intake.ts'
import { goneBy, restoring } from '../../electron/restoring.ts'
import { placeAgain, readVersion, takeVersion } from '../../electron/versions.ts'
import { removeHighlights } from '../../shared/commands.ts'
import { CoderId } from '../../shared/ids.ts'
import { addLink } from '../../shared/links.ts'
import { articleOf, bridge, codeIds, failureOf, importInto, mark, penOf } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const [cause, blame] = codeIds as [(typeof codeIds)[0], (typeof codeIds)[0]]
const pen = penOf('h')

function coded() {
  const project = newProject()
  const [a, b] = [bridge('a'), articleOf('b', ['Something else that was said.'])]
  for (const each of [a, b]) importInto(project, each)
  project.commit('Mark cracks', mark(pen, a, 'cracks', [cause], 'why'))
  project.commit('Mark weather', mark(pen, a, 'the weather', [blame]))
  project.commit('Mark said', mark(pen, b, 'said', [cause]))
  const open = project.openArticle(a.article.id)
  const [first, second] = open.highlights
  if (first === undefined || second === undefined) throw new Error('two highlights')
  project.commit('Link', addLink(pen, [], { type: 'same claim', leaving: true }, first.id, second.id))
  return { project, a, b, first }
}
const everything = { query: '', record: null, limit: 100 } as const
const labels = (entries: readonly { label: string }[]) => entries.map(({ label }) => label)

it('the journal is narrowed to an article, a code, both, a coder, and what is older', () => {
  const { project, a, b } = coded()
  const onA = { kind: 'article', id: a.article.id } as const
  const onCause = { kind: 'code', id: cause } as const
  expect(labels(project.journal({ ...everything, record: onA }))).toEqual(['Mark weather', 'Mark cracks', 'Import Title of a'])
  expect(labels(project.journal({ ...everything, record: { kind: 'article', id: b.article.id } }))).toEqual([
    'Mark said',
    'Import Title of b',
  ])
  expect(labels(project.journal({ ...everything, record: onCause }))).toEqual(['Mark said', 'Mark cracks'])
  expect(labels(project.journal({ ...everything, record: onA, also: onCause }))).toEqual(['Mark cracks'])
  expect(project.journal({ ...everything, coderId: project.coder().id })).toHaveLength(6)
  expect(project.journal({ ...everything, coderId: pen.coderId, record: onCause, also: onA })).toHaveLength(1)
  expect(project.journal({ ...everything, coderId: CoderId.parse('nobody') })).toEqual([])
  expect(labels(project.journal({ ...everything, before: 3 }))).toEqual(['Import Title of b', 'Import Title of a'])
})

it('a deleted highlight comes back with its codes, note and links, as one act that can be undone', () => {
  const { project, a, first } = coded()
  const before = project.openArticle(a.article.id)
  const codings = before.codings.filter(({ highlightId }) => highlightId === first.id)
  const { seq } = project.commit('Delete', removeHighlights([{ highlight: first, codings }], before.links))
  // Later acts do not stand in the way.
  project.commit('Mark more', mark(pen, a, 'Officials', [blame]))
  expect(goneBy(project, seq)).toEqual([{ highlight: first, title: 'Title of a', codes: ['cause'] }])
  expect(goneBy(project, 3)).toEqual([])

  project.commit('Restore', restoring(project, seq, [first.id]))
  const after = project.openArticle(a.article.id)
  expect(after.highlights).toContainEqual(first)
  expect(after.codings).toEqual(expect.arrayContaining(codings))
  expect(after.links).toEqual(before.links)
  expect(goneBy(project, seq)).toEqual([])
  expect(restoring(project, seq, [first.id])).toEqual([])
  expect(project.verify()).toMatchObject({ ok: true })
  expect(project.undo()?.label).toBe('Restore')
  expect(goneBy(project, seq)).toHaveLength(1)
})

it('what an undo took away comes back too, even when it can no longer be redone', () => {
  const { project, a } = coded()
  project.commit('Mark more', mark(pen, a, 'Officials', [blame]))
  const made = project.openArticle(a.article.id).highlights.find(({ quote }) => quote === 'Officials')
  project.undo()
  const [undone] = project.journal(everything)
  project.commit('Something else', mark(pen, a, 'twelve million', [cause]))
  if (undone === undefined || made === undefined) throw new Error('no undo')
  expect(goneBy(project, undone.seq).map(({ highlight }) => highlight)).toEqual([made])
  project.commit('Restore', restoring(project, undone.seq, [made.id]))
  expect(project.openArticle(a.article.id).highlights).toContainEqual(made)
})

it('in a text that was corrected since, they come back where their words are, to be confirmed, or wait without a place', () => {
  const project = newProject()
  const a = bridge('a')
  importInto(project, a)
  const words = ['cracks were found', 'residents blamed the officials', 'would cost twelve million']
  for (const each of words) project.commit('Mark', mark(pen, a, each, [cause], 'why'))
  const [first, , third] = project.openArticle(a.article.id).highlights
  if (first === undefined || third === undefined) throw new Error('three highlights')
  project.commit('Link', addLink(pen, [], { type: 'same claim', leaving: true }, first.id, third.id))
  const { highlights, codings, links } = project.openArticle(a.article.id)
  const marked = highlights.map((highlight) => ({ highlight, codings: codings.filter(({ highlightId }) => highlightId === highlight.id) }))
  const { seq } = project.commit('Delete', removeHighlights(marked, links))
  const later = `It was put right on Tuesday.\n\n${a.text.replace('residents blamed', 'residents at once blamed').replace('would cost twelve million', 'has no price yet')}`
  const source = { name: 'later.txt', bytes: new TextEncoder().encode(later) }
  takeVersion(project, readVersion(project, a.article.id, source, [importText(source, 0)], asFile), { fields: [], reason: '' }, '1')

  const ids = highlights.map(({ id }) => id)
  expect(goneBy(project, seq)).toHaveLength(3)
  project.commit('Restore', restoring(project, seq, ids, pen.newId))
  const now = project.openArticle(a.article.id)
  expect(now.highlights.map(({ quote, formerQuote, note }) => [quote, formerQuote, note])).toEqual([
    ['cracks were found', '', 'why'],
    ['residents at once blamed the officials', words[1], 'why'],
  ])
  expect(now.codings).toHaveLength(2)
  expect(now.links).toEqual([])
  expect(now.orphans.map(({ highlight, codings: own, links: bound }) => [highlight.quote, own.length, bound])).toEqual([
    [words[2], 1, links],
  ])
  expect(goneBy(project, seq)).toEqual([])
  expect(project.verify()).toMatchObject({ ok: true })

  const [waiting] = now.orphans
  const at = now.text.indexOf('has no price yet')
  if (waiting === undefined) throw new Error('one waits')
  project.commit('Place', placeAgain(project, a.article.id, waiting.id, [{ start: at, end: at + 16 }]))
  expect(project.openArticle(a.article.id).links).toEqual(links)
  project.undo()
  expect(project.undo()?.label).toBe('Restore')
  expect(goneBy(project, seq)).toHaveLength(3)
  expect(project.openArticle(a.article.id).orphans).toEqual([])
})

it('an entry that is not there is said to be so', () => {
  const { project } = coded()
  expect(failureOf(() => goneBy(project, 99)).code).toBe('not-found')
})
