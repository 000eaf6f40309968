// What the calls about pages of several articles do. What takes a page apart comes with the importers: it is loaded when asked for.
import type { Desk } from './desk.ts'
import { siblingsOf } from './originals.ts'
import type { Handlers } from './reply.ts'

type Calls = 'split.propose' | 'split.take' | 'article.siblings'

export const splitHandlers = (desk: Desk): Pick<Handlers, Calls> => ({
  'split.propose': async ({ id }) => {
    const { proposal } = await import('./splitting.ts')
    return [...(await proposal(desk.project, desk.read, id))]
  },
  'split.take': async ({ id, cuts }) => {
    const { split } = await import('./splitting.ts')
    const { seq, change, ids } = split(desk.project, id, cuts)
    desk.changed(change)
    return { seq, ids }
  },
  'article.siblings': ({ id }) => {
    const { project } = desk
    return siblingsOf(project, project.article(id)).map(({ id: other, title, source, part }) => ({
      id: other,
      title: title || source,
      part,
    }))
  },
})
