// Hostile words in everything that a report can say beside its texts (html.test.ts has the texts and the codes).
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../electron/export/html.ts'
import { compareArticles } from '../../../shared/comparison.ts'
import { CoderId, EntityId, FindingId, LinkId, OrphanId, PairId, RevisionId, StudyId } from '../../../shared/ids.ts'
import type { Attribute } from '../../../shared/records.ts'
import { reportSections } from '../../../shared/report/model.ts'
import { textOf } from '../../../shared/report/node.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { made } from '../../helpers/cards.ts'
import { article, code, codebook, pairOf, report, sha256 } from '../../helpers/reports.ts'
import { elementsOf } from '../../helpers/tree.ts'

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</script><svg/onload=alert(1)>',
  '<!-- ]]> &lt;b&gt; --><base href="https://evil.example/">',
  '<a href="javascript:alert(1)">in</a>',
  '\u202etxet\u202c <style>*{display:none}</style>',
  '__proto__',
]

/** A report of two articles, all of whose words but the texts are `evil`. */
function reportOf(evil: string) {
  const attribute: Attribute = { key: 'key', name: evil, kind: 'text', options: [], initial: '' }
  const text = `${evil} At least 40 ${evil} left on Monday. “Nobody ${evil} warned us at all,” said Marta Lind.`
  const bare = (name: string) =>
    article(
      name,
      [['paragraph', 'body', `[1 x 1] ${text}`]],
      { 1: { codes: ['under'], note: evil } },
      {
        outlet: evil,
        collection: evil,
        section: evil,
        modified: evil,
        importer: evil,
        address: evil,
        via: 'link',
        evidence: { [evil.slice(0, 60)]: evil },
        flags: [{ kind: 'reprint', state: 'proposed', evidence: evil }],
        attributes: { key: evil, [evil.slice(0, 60)]: evil },
        part: 2,
        of: 2,
      },
    )
  const [one, two] = [bare('one'), bare('two')]
  const [mark] = one.highlights
  const [other] = two.highlights
  const [coding] = one.codings
  if (mark === undefined || other === undefined || coding === undefined) throw new Error('no highlight')
  const coderId = CoderId.parse('coder')
  const river = { id: EntityId.parse('river'), name: evil, kind: 'other', side: evil, aliases: [], memo: evil } as const
  const left = {
    ...one,
    highlights: [{ ...mark, entityId: river.id, origin: 'suggested', rule: evil, formerQuote: evil } as const],
    codings: [{ ...coding, attributes: { key: evil, [evil.slice(0, 60)]: evil } }],
    links: [{ id: LinkId.parse('l'), type: 'source', fromId: mark.id, toId: other.id, note: evil, coderId, createdAt: 0 } as const],
    orphans: [
      {
        id: OrphanId.parse('o'),
        articleId: one.article.id,
        revisionId: RevisionId.parse('r'),
        highlight: { ...mark, quote: evil },
        codings: [coding],
        links: [],
      },
    ],
  }
  const paired = (open: typeof one) => ({ ...open, language: 'en', dismissals: [] })
  const found = compareArticles(paired(one), paired(two))
  const finding = (kind: 'figure' | 'omission', start: number) =>
    ({
      id: FindingId.parse(`f${start}`),
      kind,
      articleId: one.article.id,
      range: { start, end: start + 3 },
      quote: one.text.slice(start, start + 3),
      thereId: two.article.id,
      there: null,
      score: null,
      verdict: kind === 'omission' ? 'omitted' : evil,
      note: evil,
      coderId,
      at: 0,
    }) as const
  return report(
    [left, two],
    [
      code('evil', evil, '#123456', {
        key: evil.slice(0, 60),
        definition: evil,
        whenToUse: evil,
        whenNot: evil,
        example: evil,
        attributes: [attribute],
      }),
      code('under', evil, '#123456', { parentId: code('evil', evil, '#123456').id, definition: evil, key: evil.slice(0, 60) }),
    ],
    {
      project: evil,
      request: { title: evil, authors: evil, abstract: evil, sections: reportSections, codeIds: [], coderIds: [] },
      codebooks: [{ ...codebook, name: evil, description: evil, citation: evil }],
      coders: [{ id: coderId, name: evil }],
      entities: [river],
      study: { id: StudyId.parse('study'), memo: evil, attributes: [attribute] },
      revisions: [
        {
          id: RevisionId.parse('r'),
          articleId: one.article.id,
          number: 1,
          textSha256: sha256('a'),
          blocksSha256: null,
          reason: evil,
          coderId,
          at: 0,
          originalSha256: null,
        },
      ],
      pairs: [
        pairOf(0, 1, found.passages, {
          found,
          cards: made(paired(one), paired(two)),
          findings: [finding('figure', 0), finding('omission', 3)],
          judged: [
            {
              id: PairId.parse('p'),
              aId: one.article.id,
              bId: two.article.id,
              coderId,
              relative: 'a',
              stances: [{ entityId: river.id, a: 1, b: -1 }],
              note: evil,
              at: 0,
            },
          ],
        }),
      ],
    },
  )
}

describe('S15 S25 a report', () => {
  it.each(hostile)('says %j as text, whatever it is that says it', (evil) => {
    const built = reportOf(evil)
    const page = reportPage(built)
    // Every part says it.
    for (const section of ['method', 'sources', 'omitted', 'cards', 'verdict', 'codes', 'quotations', 'article-1']) {
      const part = [...elementsOf(page)].find(({ attributes }) => attributes.id === section)
      expect(part === undefined ? '' : textOf(part), section).toContain(evil)
    }
    const html = reportHtml(built)
    const seen: Tree.Element[] = []
    const look = (node: Tree.Node) => {
      if ('tagName' in node) seen.push(node)
      if ('childNodes' in node) for (const child of node.childNodes) look(child)
    }
    look(parse(html))
    const counted = (tags: readonly string[]) => {
      const counts: Record<string, number> = {}
      for (const tag of tags) counts[tag] = (counts[tag] ?? 0) + 1
      return counts
    }
    const frame = ['html', 'head', 'meta', 'title', 'style', 'body', 'a', 'main', 'script']
    const written = [...elementsOf(page)].map(({ tag }) => tag)
    const metas = seen.filter(({ tagName }) => tagName === 'meta').length
    expect(counted(seen.map(({ tagName }) => tagName))).toEqual({ ...counted([...written, ...frame]), meta: metas })
    for (const { attrs } of seen)
      for (const { name, value } of attrs) {
        expect(name).not.toMatch(/^on|^style$|^src|^srcset$|^action$/)
        if (name === 'href') expect(value).toMatch(/^#[\w-]+$/)
      }
  })
})
