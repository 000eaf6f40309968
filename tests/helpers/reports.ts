// Articles for reports, written as a reader would mark them: `[n text]` is highlight n, and highlights may nest or cross.
import { createHash } from 'node:crypto'
import { sharedPassages } from '../../shared/alignment.ts'
import { anchor } from '../../shared/anchor.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import { ArticleId, CodebookId, CodeId, CoderId, CodingId, HighlightId, Sha256 } from '../../shared/ids.ts'
import type { Passage } from '../../shared/passage.ts'
import { type Article, blank, type Code, type Codebook, type Coder } from '../../shared/records.ts'
import { buildReport, type ReportInput } from '../../shared/report/build.ts'
import type { Report } from '../../shared/report/model.ts'
import type { PairInput } from '../../shared/report/paired.ts'
import { countWords, type Draft, joinBlocks, type Range } from '../../shared/text.ts'

export const sha256 = (text: string): Sha256 => Sha256.parse(createHash('sha256').update(text, 'utf8').digest('hex'))

export const codebook: Codebook = { id: CodebookId.parse('book'), name: 'Book', description: '', citation: '', position: 0 }
const coder: Coder = { id: CoderId.parse('coder'), name: 'M. Rossi' }

export const code = (id: string, name: string, color: string, rest: Partial<Code> = {}): Code => ({
  ...blank.code,
  id: CodeId.parse(id),
  codebookId: codebook.id,
  parentId: null,
  key: id.toUpperCase(),
  name,
  definition: `When to use ${name.toLowerCase()}.`,
  color,
  position: 0,
  archived: false,
  ...rest,
})

export type Mark = Readonly<{ codes?: readonly string[]; note?: string }>
export type MarkedBlock = readonly [kind: Draft['kind'], zone: Draft['zone'], marked: string]

/** An article of a project from marked blocks: `[n` opens highlight n, `n]` closes it; what each means stands in `marks`. */
export function article(
  id: string,
  blocks: readonly MarkedBlock[],
  marks: Readonly<Record<string, Mark>>,
  fields: Partial<Article> = {},
): OpenArticle {
  const drafts = blocks.map(([kind, zone, text]): Draft => ({ kind, zone, text: text.replace(/\[\d+ | \d+\]/g, '') }))
  const joined = joinBlocks(drafts)
  const ranges = new Map<string, Range[]>()
  const open = new Map<string, number>()
  for (const [i, [, , marked]] of blocks.entries()) {
    const start = joined.blocks[i]?.start ?? 0
    let removed = 0
    for (const { 0: sign, index } of marked.matchAll(/\[\d+ | \d+\]/g)) {
      const at = start + index - removed
      removed += sign.length
      const mark = sign.replace(/\D/g, '')
      if (sign.startsWith('[')) open.set(mark, at)
      else {
        const from = open.get(mark)
        if (from === undefined) throw new Error(`highlight ${mark} closes before it opens`)
        ranges.set(mark, [...(ranges.get(mark) ?? []), { start: from, end: at }])
        open.delete(mark)
      }
    }
  }
  const articleId = ArticleId.parse(id)
  const highlights = [...ranges].map(([mark, found]) => ({
    id: HighlightId.parse(`${id}-h${mark}`),
    articleId,
    ...anchor(joined.text, found),
    note: marks[mark]?.note ?? '',
    ...blank.highlight,
    coderId: coder.id,
    createdAt: Date.UTC(2026, 2, 1, 9, Number(mark)),
  }))
  return {
    article: {
      id: articleId,
      title: `Title of ${id}`,
      outlet: 'The Outlet',
      author: 'A. Writer',
      date: '2026-02-27',
      url: `https://outlet.example/${id}`,
      language: 'en',
      collection: '',
      memo: '',
      source: `${id}.txt`,
      format: 'text',
      encoding: 'utf-8',
      repairs: [],
      words: countWords(joined.text),
      textSha256: sha256(joined.text),
      originalSha256: sha256(`original of ${joined.text}`),
      importedAt: Date.UTC(2026, 2, 1, 9),
      ...blank.article,
      ...fields,
    },
    ...joined,
    highlights,
    zoneMarks: [],
    bookmarks: [],
    links: [],
    orphans: [],
    codings: highlights.flatMap(({ id: highlightId }) =>
      (marks[highlightId.slice(id.length + 2)]?.codes ?? []).map((codeId) => ({
        ...blank.coding,
        id: CodingId.parse(`${highlightId}-${codeId}`),
        highlightId,
        articleId,
        codeId: CodeId.parse(codeId),
      })),
    ),
  }
}

/** Two articles, by their places, that share passages and nothing else is known of. */
export const pairOf = (a: number, b: number, passages: readonly Passage[], rest: Partial<PairInput> = {}): PairInput => ({
  a,
  b,
  found: { passages, omissions: { a: [], b: [] } },
  cards: null,
  findings: [],
  judged: [],
  ...rest,
})

export function report(articles: readonly OpenArticle[], codes: readonly Code[], rest: Partial<ReportInput> = {}): Report {
  const [a, b] = articles
  return buildReport({
    project: 'A project',
    version: '0.1.0',
    madeAt: Date.UTC(2026, 2, 1, 12),
    counted: 'own',
    articles,
    codebooks: [codebook],
    codes,
    coders: [coder],
    entities: [],
    study: null,
    revisions: [],
    reprinted: [],
    linked: [],
    pairs: a && b && articles.length === 2 ? [pairOf(0, 1, sharedPassages(a.text, b.text))] : [],
    sha256,
    ...rest,
  })
}
