import { expect, it } from 'vitest'
import { archiveCode, removeCode } from '../../shared/codebook/edit.ts'
import { mergeCodes, splitCode } from '../../shared/codebook/merge.ts'
import { CodeId } from '../../shared/ids.ts'
import { type Code, records } from '../../shared/records.ts'
import { bridge, failureOf, importInto, mark, penOf } from '../helpers/store.ts'
import { newProject, reopened } from '../helpers/storefolder.ts'

const [cause, blame, remedy] = ['code-cause', 'code-blame', 'code-remedy'].map((id) => CodeId.parse(id)) as [CodeId, CodeId, CodeId]

function coded() {
  const project = newProject()
  const sample = bridge()
  const pen = penOf('mark')
  importInto(project, sample)
  project.commit('Mark', mark(pen, sample, 'cracks', [cause]))
  project.commit('Mark', mark(pen, sample, 'the weather', [cause, blame], 'so'))
  project.commit('Mark', mark(pen, sample, 'twelve million', [remedy]))
  return { project, id: sample.article.id }
}
type Opened = ReturnType<typeof coded>['project']
const codesOf = (project: Opened) => new Map<string, Code>(project.codebook().codes.map((code) => [code.id, code]))
const code = (project: Opened, id: string): Code => records.code.parse(codesOf(project).get(id))
const uses = (project: Opened) => Object.fromEntries(project.counts([], 'all').map(({ codeId, project: n }) => [codeId, n]))

it('merging moves every coding, folds doubles, counts right, and is one act that can be taken back over a restart', () => {
  const { project, id } = coded()
  const before = project.openArticle(id)
  const change = mergeCodes(codesOf(project), code(project, cause), code(project, blame), {
    from: project.codingsWith(cause),
    into: project.codingsWith(blame),
    orphans: project.orphans(),
  })
  project.commit('Merge', change)
  expect(codesOf(project).has(cause)).toBe(false)
  expect(uses(project)).toEqual({ [blame]: 2, [remedy]: 1 })
  const now = project.openArticle(id)
  expect(now.highlights).toEqual(before.highlights)
  expect(now.codings).toHaveLength(before.codings.length - 1)
  for (const coding of now.codings) expect(before.codings.map((each) => each.id)).toContain(coding.id)
  expect(project.verify()).toMatchObject({ ok: true })
  project.close()

  const again = reopened(project.file)
  again.undo()
  expect(new Set(again.openArticle(id).codings)).toEqual(new Set(before.codings))
  expect(uses(again)).toEqual({ [cause]: 2, [blame]: 1, [remedy]: 1 })
  again.redo()
  expect(uses(again)).toEqual({ [blame]: 2, [remedy]: 1 })
  expect(again.verify()).toMatchObject({ ok: true })
})

it('splitting gives the chosen highlights to a new code', () => {
  const { project } = coded()
  const [, second] = project.codingsWith(cause)
  if (second === undefined) throw new Error('two codings')
  project.commit('Split', splitCode(penOf('new'), codesOf(project), code(project, cause), 'Finer', [second]))
  expect(uses(project)).toEqual({ [cause]: 1, 'new-1': 1, [blame]: 1, [remedy]: 1 })
  expect(project.codebook().codes.map(({ name }) => name)).toEqual(['cause', 'Finer', 'blame', 'remedy'])
  project.undo()
  expect(uses(project)).toEqual({ [cause]: 2, [blame]: 1, [remedy]: 1 })
})

it('a code in use is never deleted, but archived; what was coded stays', () => {
  const { project, id } = coded()
  const before = project.openArticle(id)
  expect(failureOf(() => project.commit('Delete', removeCode(codesOf(project), code(project, cause)))).message).toMatch(
    /Nothing was changed/,
  )
  project.commit('Archive', archiveCode(codesOf(project), code(project, cause), true))
  expect(code(project, cause).archived).toBe(true)
  expect(project.openArticle(id)).toEqual(before)
})
