import { expect, it } from 'vitest'
import { goneBy, restoring } from '../../electron/restoring.ts'
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

it('an entry that is not there is said to be so', () => {
  const { project } = coded()
  expect(failureOf(() => goneBy(project, 99)).code).toBe('not-found')
})
