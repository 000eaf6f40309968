// What the calls about charts do: a few articles are counted here and at once, more of them in a thread.
import { MOST_PASSAGES } from '../shared/contract.ts'
import { CHARTS, PASSAGES } from '../shared/job.ts'
import { chartsIn, passagesOf } from './charting.ts'
import type { Desk } from './desk.ts'
import type { Handlers } from './reply.ts'

/** Articles that are counted in less time than a thread takes to start. */
const FEW = 200
const unheard = () => {}

export const chartHandlers = (desk: Pick<Desk, 'project' | 'jobs'>): Pick<Handlers, 'charts.make' | 'charts.passages'> => ({
  'charts.make': async ({ collection: name }) => {
    const { project } = desk
    const { file, nativeBinding } = project
    if (project.articleIds(name).length <= FEW) return chartsIn(project, name, unheard)
    return desk.jobs.run({ job: CHARTS, name: 'Charts' }, ({ work }) => work('charts', { file, nativeBinding, name }))
  },
  'charts.passages': async ({ collection: name, passages: wanted }) => {
    const { project } = desk
    const { file, nativeBinding } = project
    const ids = await (project.articleIds(name).length <= FEW
      ? passagesOf(project, name, wanted, unheard)
      : desk.jobs.run({ job: PASSAGES, name: 'Passages' }, ({ work }) => work('passages', { file, nativeBinding, name, wanted })))
    return { total: ids.length, placed: project.highlights(ids.slice(0, MOST_PASSAGES)) }
  },
})
