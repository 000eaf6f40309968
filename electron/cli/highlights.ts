// `highlights`: every highlight of a project with its anchor, also those without a place.
import { parseArgs } from 'node:util'
import { ArticleId } from '../../shared/ids.ts'
import { farEnd, touches } from '../../shared/links.ts'
import { listed } from '../../shared/marklist.ts'
import type { Code, Codebook, Coding, Highlight, Link, Orphan } from '../../shared/records.ts'
import type { ProjectFile } from '../store/project.ts'
import { type Command, EXIT, needed, UsageError, withProject, writeJson } from './command.ts'
import type { HighlightLine } from './schema.ts'

/** What highlights refer to, by id. */
type Names = Readonly<{
  codes: ReadonlyMap<string, Code>
  codebooks: ReadonlyMap<string, Codebook>
  coders: ReadonlyMap<string, string>
  entities: ReadonlyMap<string, string>
}>

function namesOf(project: ProjectFile): Names {
  const { codebooks, codes } = project.codebook()
  return {
    codes: new Map(codes.map((code) => [code.id, code])),
    codebooks: new Map(codebooks.map((book) => [book.id, book])),
    coders: new Map(project.coders().map(({ id, name }) => [id, name])),
    entities: new Map(project.entities().map(({ entity: { id, name } }) => [id, name])),
  }
}

function lineOf(
  { codes, codebooks, coders, entities }: Names,
  article: HighlightLine['article'],
  highlight: Highlight,
  codings: readonly Coding[],
  links: readonly Link[],
  orphan: Orphan | null,
): HighlightLine {
  const { id, articleId: _articleId, coderId, entityId, ...rest } = highlight
  return {
    id,
    article,
    state: orphan !== null ? 'orphan' : highlight.formerQuote === '' ? 'exact' : 'moved',
    revisionId: orphan?.revisionId ?? null,
    ...rest,
    coder: coders.get(coderId) ?? '',
    entity: entityId === null ? null : { id: entityId, name: entities.get(entityId) ?? '' },
    codes: codings.map(({ codeId, attributes }) => {
      const code = codes.get(codeId)
      const codebook = code === undefined ? '' : (codebooks.get(code.codebookId)?.name ?? '')
      return { id: codeId, key: code?.key ?? '', name: code?.name ?? '', codebook, attributes }
    }),
    links: links.map((link) => ({ id: link.id, type: link.type, leaving: link.fromId === id, other: farEnd(link, id), note: link.note })),
  }
}

/** The highlights of an article in reading order, then those without a place. */
function* linesOf(project: ProjectFile, names: Names, articleId: ArticleId): Generator<HighlightLine> {
  const { article, highlights, codings, links, orphans } = project.openArticle(articleId)
  const here = { id: article.id, title: article.title || article.source, textSha256: article.textSha256 }
  for (const { highlight, codings: own } of listed({ highlights, codings }, names.codes)) {
    const bound = links.filter((link) => touches(link, highlight.id))
    yield lineOf(names, here, highlight, own, bound, null)
  }
  for (const orphan of orphans) yield lineOf(names, here, orphan.highlight, orphan.codings, orphan.links, orphan)
}

export const highlightsCommand: Command = {
  usage: 'highlights --project P [--article ID] [--json]',
  summary: 'the highlights of a project or of one article: where, in what state, with which codes, values and links',
  run: (argv, environment) => {
    const { values } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, article: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const article = values.article === undefined ? null : ArticleId.safeParse(values.article)
    if (article?.success === false) throw new UsageError('--article takes the id of an article')
    const { stdout } = environment
    withProject(needed(values.project, '--project'), environment, true, (project) => {
      const names = namesOf(project)
      for (const id of article === null ? project.articleIds(null) : [article.data])
        for (const line of linesOf(project, names, id)) {
          if (values.json) writeJson(stdout, line)
          else {
            const places = line.ranges.map(({ start, end }) => `${start}-${end}`).join(',')
            const codes = line.codes.map(({ name }) => name).join(', ')
            stdout.write(`${line.article.id}\t${line.id}\t${line.state}\t${places}\t${codes}\t${line.quote.replace(/\s+/g, ' ')}\n`)
          }
        }
    })
    return EXIT.ok
  },
}
