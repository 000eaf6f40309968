// `compare`: what two texts share and what each leaves out, from files or from articles of a project.
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Paired } from '../../shared/cards/cards.ts'
import { compareArticles } from '../../shared/comparison.ts'
import { Failure } from '../../shared/failure.ts'
import { ArticleId } from '../../shared/ids.ts'
import { shownAt } from '../../shared/omissions.ts'
import { CUT_OFF, LEAST_SCORE } from '../../shared/passage.ts'
import { aboutOf, makeCards, pairedOf } from '../cards.ts'
import type { ReadFile } from '../importing.ts'
import { readSource } from '../sources.ts'
import { openProject, type ProjectFile } from '../store/project.ts'
import { type Command, EXIT, UsageError, writeJson } from './command.ts'
import type { Comparison } from './schema.ts'

type Read = Readonly<{ side: Comparison['a']; paired: Paired }>

async function sideOf(file: string, readFile: ReadFile): Promise<Read> {
  const [article, another] = await readFile(readSource(file), {})
  if (article === undefined || another !== undefined)
    throw new Failure('refused', `${file} holds several articles. Import it, and compare two of them by their ids.`)
  const { title, textSha256, text, blocks, language } = article
  return {
    side: { title, textSha256 },
    paired: { text, blocks, language, zoneMarks: [], highlights: [], codings: [], links: [], dismissals: [] },
  }
}

async function read(name: string, project: ProjectFile | null, readFile: ReadFile): Promise<Read> {
  const id = ArticleId.safeParse(name)
  if (project === null || !id.success) return sideOf(name, readFile)
  const open = project.openArticle(id.data)
  const { title, textSha256 } = open.article
  return { side: { id: id.data, title, textSha256 }, paired: pairedOf(project, open) }
}

function cutOffFrom(value: string | undefined): number {
  const cutOff = value === undefined ? CUT_OFF : Number(value)
  if (!(cutOff >= LEAST_SCORE && cutOff <= 1)) throw new UsageError(`--cut-off needs a score from ${LEAST_SCORE} to 1`)
  return cutOff
}

export const compareCommand: Command = {
  usage: 'compare [--project P] [--cut-off SCORE] [--json] A B',
  summary:
    'what two files share and leave out and, as JSON, their names, figures, quotations, sources, words and codes; or two articles of a project by their ids',
  run: async (argv, { stdout, nativeBinding, corpusFolder, read: readFile }) => {
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
      const [a, b] = await Promise.all([read(first, project, readFile), read(second, project, readFile)])
      const compared = compareArticles(a.paired, b.paired, project?.known())
      const { passages, omissions } = shownAt(compared, cutOff)
      if (values.json) {
        const cards = await makeCards(a.paired, b.paired, compared, aboutOf(project, corpusFolder))
        const comparison: Comparison = { a: a.side, b: b.side, cutOff, passages, omissions, ...cards }
        writeJson(stdout, comparison)
      } else
        for (const { kind, a: left, b: right, score, words } of passages)
          stdout.write(`${kind}\t${left.start}-${left.end}\t${right.start}-${right.end}\t${score.toFixed(3)}\t${words} words\n`)
      return EXIT.ok
    } finally {
      project?.close()
    }
  },
}
