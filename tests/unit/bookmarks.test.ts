import { expect, it } from 'vitest'
import { addBookmark, renameBookmark, wordsNear } from '../../shared/bookmarks.ts'
import { ArticleId } from '../../shared/ids.ts'
import { penOf } from '../helpers/store.ts'

const text = 'The rain broke the dam.\n\nThe council, which had been warned in March and again in May, blamed the rain.'

it('a bookmark is named after the words at its place', () => {
  expect(wordsNear(text, 0)).toBe('The rain broke the dam.')
  expect(wordsNear(text, 6)).toBe('rain broke the dam.')
  expect(wordsNear(text, 23)).toBe('dam.')
  expect(wordsNear(text, 25)).toBe('The council, which had been warned in March and again in')
  expect(wordsNear(text, text.length)).toBe('rain.')
  expect(wordsNear('', 0)).toBe('')
})

it('is set at an offset and renamed, never to nothing', () => {
  const [step] = addBookmark(penOf(), { id: ArticleId.parse('a'), text }, 25)
  if (step?.kind !== 'bookmark' || step.after === null) throw new Error('no bookmark')
  expect(step.after).toMatchObject({ articleId: 'a', offset: 25 })
  expect(renameBookmark(step.after, ' Warning ')).toMatchObject([{ before: step.after, after: { name: 'Warning' } }])
  expect(renameBookmark(step.after, '  ')).toEqual([])
})
