// `compare`: what two texts share and what each leaves out, from files or from articles of a project.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Compared, compareArticles } from '../../shared/comparison.ts'
import { Failure } from '../../shared/failure.ts'
import { ArticleId } from '../../shared/ids.ts'
import { shownAt } from '../../shared/omissions.ts'
import { CUT_OFF, LEAST_SCORE } from '../../shared/passage.ts'
import { importFile } from '../import/import.ts'
import { readSource } from '../sources.ts'
import { openProject, type ProjectFile } from '../store/project.ts'
import { type Command, EXIT, UsageError, writeJson } from './command.ts'
import type { Comparison } from './schema.ts'

type Read = Readonly<{ side: Comparison['a']; compared: Compared }>

async function readFile(file: string): Promise<Read> {
  const [article, another] = await importFile(readSource(file))
  if (article === undefined || another !== undefined)
    throw new Failure('refused', `${file} holds several articles. Import it, and compare two of them by their ids.`)
  const { title, textSha256, text, blocks, language } = article
  return { side: { title, textSha256 }, compared: { text, blocks, language, zoneMarks: [] } }
}

async function read(name: string, project: ProjectFile | null): Promise<Read> {
  const id = ArticleId.safeParse(name)
  if (project === null || !id.success) return readFile(name)
  const { article, text, blocks, zoneMarks } = project.openArticle(id.data)
  return {
    side: { id: article.id, title: article.title, textSha256: article.textSha256 },
    compared: { text, blocks, zoneMarks, language: article.language },
  }
}

function cutOffFrom(value: string | undefined): number {
  const cutOff = value === undefined ? CUT_OFF : Number(value)
  if (!(cutOff >= LEAST_SCORE && cutOff <= 1)) throw new UsageError(`--cut-off needs a score from ${LEAST_SCORE} to 1`)
  return cutOff
}

export const compareCommand: Command = {
  usage: 'compare [--project P] [--cut-off SCORE] [--json] A B',
  summary: 'what two files share and leave out, or two articles of a project named by their ids',
  run: async (argv, { stdout, nativeBinding }) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, 'cut-off': { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [first, second, ...rest] = positionals
    if (first === undefined || second === undefined || rest.length > 0) throw new UsageError('compare needs two texts')
    const cutOff = cutOffFrom(values['cut-off'])
    const project = values.project === undefined ? null : openProject(path.resolve(values.project), { nativeBinding, readOnly: true })
    try {
      const [a, b] = await Promise.all([read(first, project), read(second, project)])
      const entities = project?.entities().map(({ entity }) => entity) ?? []
      const compared = compareArticles(a.compared, b.compared, { entities })
      const { names, proposals } = compared
      const comparison: Comparison = { a: a.side, b: b.side, cutOff, ...shownAt(compared, cutOff), names, proposals }
      if (values.json) writeJson(stdout, comparison)
      else
        for (const { kind, a: left, b: right, score, words } of comparison.passages)
          stdout.write(`${kind}\t${left.start}-${left.end}\t${right.start}-${right.end}\t${score.toFixed(3)}\t${words} words\n`)
      return EXIT.ok
    } finally {
      project?.close()
    }
  },
}
