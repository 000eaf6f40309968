// What an analyst says an article may be, and what follows from a link to the article that it reprints.
import { expect, it } from 'vitest'
import { applyTo, invert } from '../../shared/change.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import { keepAsOwn, linkReprint, setFlag } from '../../shared/flags.ts'
import { ArticleId } from '../../shared/ids.ts'
import type { Article } from '../../shared/records.ts'
import { zonesOf } from '../../shared/zones.ts'
import { bridge, penOf } from '../helpers/store.ts'

const { article, text, blocks } = bridge()
const open: OpenArticle = { article, text, blocks, highlights: [], codings: [], zoneMarks: [], bookmarks: [], links: [], orphans: [] }
const proposed: Article = { ...article, flags: [{ kind: 'reprint', state: 'proposed', evidence: 'a credit' }] }
const after = (change: ReturnType<typeof setFlag>) => change[0]?.after as Article

it('a flag is set, decided and cleared; its evidence stays', () => {
  expect(after(setFlag(article, 'translation', 'confirmed')).flags).toEqual([{ kind: 'translation', state: 'confirmed', evidence: '' }])
  expect(after(setFlag(proposed, 'reprint', 'declined')).flags).toEqual([{ kind: 'reprint', state: 'declined', evidence: 'a credit' }])
  expect(after(setFlag(proposed, 'reprint', null)).flags).toEqual([])
  expect(after(setFlag(article, 'translation', null)).flags).toEqual([])
})

it('a link to the article that it reprints makes zones of what both share, and is taken back whole', () => {
  const [first, , third] = blocks
  const shared = [first, third].map((block) => ({ start: block?.start ?? 0, end: block?.end ?? 0 }))
  const change = linkReprint(penOf('z').newId, { ...open, article: proposed }, ArticleId.parse('other'), shared, '80 % of it')
  expect(after(change)).toMatchObject({ reprintOf: 'other', flags: [{ kind: 'reprint', state: 'confirmed', evidence: '80 % of it' }] })
  const marks = [...applyTo('zoneMark', new Map(), change).values()]
  expect(zonesOf(blocks, marks).map(({ zone }) => zone)).toEqual(['reprint', 'body', 'reprint'])
  expect([...applyTo('zoneMark', applyTo('zoneMark', new Map(), change), invert(change)).values()]).toEqual([])
  const kept = after(keepAsOwn(after(change), 'only a phrase'))
  expect(kept).toMatchObject({ reprintOf: null, flags: [{ kind: 'reprint', state: 'declined', evidence: 'only a phrase' }] })
})
