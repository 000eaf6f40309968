// `compare`: what two texts share, from files or from articles of a project.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sharedPassages } from '../../shared/alignment.ts'
import { Failure } from '../../shared/failure.ts'
import { ArticleId } from '../../shared/ids.ts'
import { importFile } from '../import/import.ts'
import { readSource } from '../sources.ts'
import { openProject, type ProjectFile } from '../store/project.ts'
import { type Command, EXIT, UsageError, writeJson } from './command.ts'
import type { Comparison } from './schema.ts'

type Read = Readonly<{ side: Comparison['a']; text: string }>

async function readFile(file: string): Promise<Read> {
  const [article, another] = await importFile(readSource(file))
  if (article === undefined || another !== undefined)
    throw new Failure('refused', `${file} holds several articles. Import it, and compare two of them by their ids.`)
  const { title, textSha256, text } = article
  return { side: { title, textSha256 }, text }
}

async function read(name: string, project: ProjectFile | null): Promise<Read> {
  const id = ArticleId.safeParse(name)
  if (project === null || !id.success) return readFile(name)
  const { article, text } = project.openArticle(id.data)
  return { side: { id: article.id, title: article.title, textSha256: article.textSha256 }, text }
}

export const compareCommand: Command = {
  usage: 'compare [--project P] [--json] A B',
  summary: 'passages that two files share, or two articles of a project named by their ids',
  run: async (argv, { stdout, nativeBinding }) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [first, second, ...rest] = positionals
    if (first === undefined || second === undefined || rest.length > 0) throw new UsageError('compare needs two texts')
    const project = values.project === undefined ? null : openProject(path.resolve(values.project), { nativeBinding, readOnly: true })
    try {
      const [a, b] = await Promise.all([read(first, project), read(second, project)])
      const comparison: Comparison = { a: a.side, b: b.side, passages: sharedPassages(a.text, b.text) }
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
