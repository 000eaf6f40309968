// What the calls about charts do: a few articles are counted here and at once, more of them in a thread.
import { setImmediate } from 'node:timers/promises'
import { MOST_PASSAGES } from '../shared/contract.ts'
import { CHARTS, type OnStep, PASSAGES } from '../shared/job.ts'
import { chartsIn, passagesOf } from './charting.ts'
import type { Desk } from './desk.ts'
import type { Handlers } from './reply.ts'

/** Articles that are counted in less time than a thread takes to start. */
const FEW = 200
/** Milliseconds that others wait for at most, but for what one article takes. */
const BREATH = 8

/** Lets others come in between articles. */
function inTurn(): OnStep {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < BREATH) return
    await setImmediate()
    since = performance.now()
  }
}

export const chartHandlers = (desk: Pick<Desk, 'project' | 'jobs'>): Pick<Handlers, 'charts.make' | 'charts.passages'> => ({
  'charts.make': async ({ collection: name }) => {
    const { project } = desk
    const { file, nativeBinding } = project
    if (project.articleIds(name).length <= FEW) return chartsIn(project, name, inTurn())
    return desk.jobs.run({ job: CHARTS, name: 'Charts' }, ({ work }) => work('charts', { file, nativeBinding, name }))
  },
  'charts.passages': async ({ collection: name, passages: wanted }) => {
    const { project } = desk
    const { file, nativeBinding } = project
    const ids = await (project.articleIds(name).length <= FEW
      ? passagesOf(project, name, wanted, inTurn())
      : desk.jobs.run({ job: PASSAGES, name: 'Passages' }, ({ work }) => work('passages', { file, nativeBinding, name, wanted })))
    return { total: ids.length, placed: project.highlights(ids.slice(0, MOST_PASSAGES)) }
  },
})
