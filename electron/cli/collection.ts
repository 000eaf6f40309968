// `collection`: what holds across the articles of a project: reprints, stories with their timeline, likeness.
import { parseArgs } from 'node:util'
import { analyse } from '../../shared/collection/analysis.ts'
import { Failure } from '../../shared/failure.ts'
import { overviewOf } from '../analysing.ts'
import { gatherCollection } from '../collection.ts'
import { type Command, EXIT, needed, withProject, writeJson } from './command.ts'
import type { CollectionAnalysis } from './schema.ts'

const percent = (share: number) => `${Math.round(share * 100)} %`

export const collectionCommand: Command = {
  usage: 'collection --project P [--collection NAME] [--json]',
  summary: 'which articles reprint which, which tell the same story, and how alike they are',
  run: (argv, environment) => {
    const { values } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, collection: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const { stdout } = environment
    withProject(needed(values.project, '--project'), environment, true, (project) => {
      const name = values.collection ?? null
      if (name !== null && !project.collections().includes(name))
        throw new Failure('not-found', `The project has no collection “${name}”. It has: ${project.collections().join(', ') || 'none'}.`)
      const { collection, articles } = gatherCollection(project, name)
      const analysis = analyse(collection)
      if (values.json) {
        const found: CollectionAnalysis = { ...overviewOf({ articles, analysis }), reprints: analysis.reprints }
        writeJson(stdout, found)
        return
      }
      const titles = new Map(articles.map((article) => [article.id, article] as const))
      const line = (id: (typeof articles)[number]['id']) => {
        const { date = '', outlet = '', title = '', source = '' } = titles.get(id) ?? {}
        return `${date.slice(0, 10)}\t${outlet}\t${title || source}`
      }
      for (const { firstId, copyId, order, words, kept, share } of analysis.reprints)
        stdout.write(`reprint\t${firstId}\t${copyId}\t${order}\t${words} words\t${percent(kept)} kept\t${percent(share)} of the copy\n`)
      for (const [i, { articleIds }] of analysis.stories.entries())
        for (const id of articleIds) stdout.write(`story ${i + 1}\t${id}\t${line(id)}\n`)
    })
    return EXIT.ok
  },
}
