// `compare`: what two texts share, from files or from articles of a project.
import { parseArgs } from 'node:util'
import { sharedPassages } from '../../shared/alignment.ts'
import { ArticleId } from '../../shared/ids.ts'
import { importFile } from '../import/import.ts'
import { readSource } from '../sources.ts'
import type { ProjectFile } from '../store/project.ts'
import { type Command, EXIT, UsageError, withProject, writeJson } from './command.ts'
import type { Comparison } from './schema.ts'

type Read = Readonly<{ side: Comparison['a']; text: string }>

function readFile(file: string): Read {
  const { title, textSha256, text } = importFile(readSource(file))
  return { side: { title, textSha256 }, text }
}

function readArticle(project: ProjectFile, name: string): Read {
  const id = ArticleId.safeParse(name)
  if (!id.success) return readFile(name)
  const { article, text } = project.openArticle(id.data)
  return { side: { id: article.id, title: article.title, textSha256: article.textSha256 }, text }
}

export const compareCommand: Command = {
  usage: 'compare [--project P] [--json] A B',
  summary: 'passages that two files share, or two articles of a project named by their ids',
  run: (argv, environment) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [first, second, ...rest] = positionals
    if (first === undefined || second === undefined || rest.length > 0) throw new UsageError('compare needs two texts')
    const [a, b] =
      values.project === undefined
        ? [readFile(first), readFile(second)]
        : withProject(values.project, environment, true, (project) => [readArticle(project, first), readArticle(project, second)] as const)
    const comparison: Comparison = { a: a.side, b: b.side, passages: sharedPassages(a.text, b.text) }
    if (values.json) writeJson(environment.stdout, comparison)
    else
      for (const { kind, a: left, b: right, score, words } of comparison.passages)
        environment.stdout.write(`${kind}\t${left.start}-${left.end}\t${right.start}-${right.end}\t${score.toFixed(3)}\t${words} words\n`)
    return EXIT.ok
  },
}
