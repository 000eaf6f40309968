// D3: what one act costs. Milliseconds are the benchmarks' business (npm run bench); what must hold anywhere is that an act
// writes a few pages, and no more of them in a large project than in a small one.
import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Change } from '../../shared/change.ts'
import { articleOf, codeIds, importInto, mark, penOf } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const FRAME = 4096 + 24
const paragraphs = Array.from({ length: 400 }, (_, i) => `Paragraph ${i} tells of the crossing once more.`)

/** Pages that each of twenty acts appends to the log, in a project that holds `before` highlights already. */
function pagesPerAct(before: number): number[] {
  const project = newProject()
  const sample = articleOf('long', paragraphs)
  importInto(project, sample)
  const pen = penOf()
  const one = (i: number): Change => mark(pen, sample, `Paragraph ${i % 400} `, codeIds.slice(0, 2))
  if (before > 0) project.commit('Many', Array.from({ length: before }, (_, i) => one(i)).flat())
  project.checkpoint()
  const log = `${project.file}-wal`
  const size = () => statSync(log, { throwIfNoEntry: false })?.size ?? 0
  return Array.from({ length: 20 }, (_, i) => {
    const from = size()
    project.commit('Highlight', one(i))
    return (size() - from) / FRAME
  })
}

test('D3 an act writes a few pages, in a large project no more than in a small one', () => {
  const [small, large] = [pagesPerAct(0), pagesPerAct(4_000)]
  expect(Math.min(...small)).toBeGreaterThan(0)
  expect(Math.max(...small)).toBeLessThan(20)
  expect(Math.max(...large)).toBeLessThan(34)
})
