// What the analyst does to the project, from the page: a change is made by shared/commands, sent, and shown when main says it
// is on disk.

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { setAttribute } from '../../shared/attributes.ts'
import { addBookmark, removeBookmark, renameBookmark } from '../../shared/bookmarks.ts'
import type { Change, Step } from '../../shared/change.ts'
import { giveWay, losersIn } from '../../shared/codebook/exclusive.ts'
import { rivalsOf } from '../../shared/codebook/rivals.ts'
import * as commands from '../../shared/commands.ts'
import type { AppState, OpenArticle, Output } from '../../shared/contract.ts'
import type { ArticleId, CodeId } from '../../shared/ids.ts'
import { markOccurrences, type Occurrence } from '../../shared/occurrences.ts'
import { displaced, type Recoding, recodeMany } from '../../shared/recoding.ts'
import type { Article, Bookmark, Coding, Highlight } from '../../shared/records.ts'
import type { Range } from '../../shared/text.ts'
import { call } from './api.ts'
import { useTell } from './notice.ts'

export type Acts = Readonly<{
  /** Commits what `make` gives; an empty change is no act. Gives whether it went well. */
  act: (label: string, make: (pen: commands.Pen) => Change) => Promise<boolean>
  mark: (open: OpenArticle, ranges: readonly Range[], codeIds: readonly CodeId[]) => Promise<Highlight | null>
  recode: (marked: commands.Marked, codeIds: readonly CodeId[]) => Promise<boolean>
  move: (highlight: Highlight, text: string, ranges: readonly Range[], label?: string) => Promise<boolean>
  note: (highlight: Highlight, note: string) => Promise<boolean>
  /** Gives an attribute of a coding a value; empty takes it off. */
  attribute: (coding: Coding, key: string, value: string) => Promise<boolean>
  /** Deletes highlights of an article with their codes and links. */
  remove: (open: OpenArticle, highlights: readonly Highlight[]) => Promise<boolean>
  /** Changes the codes of highlights of an article. */
  recodeMany: (open: OpenArticle, marked: readonly commands.Marked[], recoding: Recoding) => Promise<boolean>
  /** Codes many places as one act. */
  markOccurrences: (occurrences: readonly Occurrence[], codeId: CodeId) => Promise<boolean>
  bookmark: (open: OpenArticle, offset: number) => Promise<boolean>
  renameBookmark: (bookmark: Bookmark, name: string) => Promise<boolean>
  removeBookmark: (bookmark: Bookmark) => Promise<boolean>
  edit: (article: Article, fields: Partial<commands.ArticleFields>) => Promise<boolean>
  undo: () => Promise<void>
  redo: () => Promise<void>
}>

const many = (count: number) => `${count.toLocaleString('en')} highlight${count === 1 ? '' : 's'}`

export const markedOf = (open: OpenArticle, highlight: Highlight): commands.Marked => ({
  highlight,
  codings: open.codings.filter((coding) => coding.highlightId === highlight.id),
})

/** The record as it is held now: acts that follow each other quickly must build on the newest one. */
export function useHeld(): (id: ArticleId) => OpenArticle | undefined {
  const client = useQueryClient()
  return (id) => client.getQueryData<OpenArticle>(['article', id])
}

export function useActs(): Acts {
  const client = useQueryClient()
  const { say, fail } = useTell()
  return useMemo(() => {
    const pen = (): commands.Pen => {
      const coder = client.getQueryData<AppState>(['app'])?.project?.coder
      if (coder === undefined) throw new Error('No project is open.')
      const codes = client.getQueryData<Output<'codebook.open'>>(['codebook'])?.codes ?? []
      return {
        coderId: coder.id,
        now: Date.now,
        newId: () => crypto.randomUUID(),
        codes: new Map(codes.map((code) => [code.id, code])),
      }
    }
    /** Codes that exclude those put on a stretch give way there. */
    const rivalsGive = (open: OpenArticle, but: Highlight | null, ranges: readonly Range[], codeIds: readonly CodeId[]): Change => {
      const { codes = new Map(), ...rest } = pen()
      const others = open.highlights.filter(({ id }) => id !== but?.id).map((highlight) => markedOf(open, highlight))
      return giveWay(rest, codes, open, others, ranges, codeIds)
    }
    /** The same in all the articles where a code is put on occurrences. */
    const rivalsGiveWay = async (occurrences: readonly Occurrence[], codeId: CodeId): Promise<Change> => {
      const { codes = new Map() } = pen()
      if (rivalsOf(codes, codeId).size === 0) return []
      const places = new Map<ArticleId, Range[]>()
      for (const { articleId, anchor } of occurrences) {
        const known = places.get(articleId)
        if (known === undefined) places.set(articleId, [...anchor.ranges])
        else known.push(...anchor.ranges)
      }
      const steps: Step[] = []
      for (const [id, ranges] of places) steps.push(...rivalsGive(await call('article.open', { id }), null, ranges, [codeId]))
      return steps
    }
    const commit = async (label: string | ((change: Change) => string), make: () => Change | Promise<Change>): Promise<Change | null> => {
      try {
        const change = await make()
        if (change.length === 0) return change
        const name = typeof label === 'string' ? label : label(change)
        await call('commit', { label: name, change })
        say(`${name} — saved`)
        return change
      } catch (error) {
        fail(error)
        return null
      }
    }
    const done = async (made: Promise<Change | null>) => (await made) !== null
    const step = (name: 'undo' | 'redo', word: string) => async () => {
      try {
        const label = await call(name)
        say(label === null ? `Nothing to ${name}` : `${word}: ${label}`)
      } catch (error) {
        fail(error)
      }
    }
    return {
      act: (label, make) => done(commit(label, () => make(pen()))),
      mark: async (open, ranges, codeIds) => {
        const change = await commit('Add highlight', () => {
          const made = commands.addHighlight(pen(), { id: open.article.id, text: open.text }, ranges, codeIds)
          return [...made, ...rivalsGive(open, null, ranges, codeIds)]
        })
        const first = change?.[0]
        return first?.kind === 'highlight' ? first.after : null
      },
      recode: (marked, codeIds) =>
        done(
          commit('Recode highlight', () => {
            const { highlight, codings } = marked
            const open = client.getQueryData<OpenArticle>(['article', highlight.articleId])
            const put = codeIds.filter((id) => codings.every(({ codeId }) => codeId !== id))
            const made = commands.recode(pen(), marked, codeIds)
            return open === undefined ? made : [...made, ...rivalsGive(open, highlight, highlight.ranges, put)]
          }),
        ),
      move: (highlight, text, ranges, label = 'Move ends of highlight') =>
        done(
          commit(label, () => {
            const moved = commands.moveHighlight(highlight, text, ranges)
            const open = client.getQueryData<OpenArticle>(['article', highlight.articleId])
            if (open === undefined) return moved
            const codeIds = markedOf(open, highlight).codings.map(({ codeId }) => codeId)
            return [...moved, ...rivalsGive(open, highlight, ranges, codeIds)]
          }),
        ),
      note: (highlight, note) => done(commit(note === '' ? 'Remove note' : 'Write note', () => commands.setNote(highlight, note))),
      attribute: (coding, key, value) =>
        done(commit(value === '' ? 'Clear attribute' : 'Set attribute', () => setAttribute(coding, key, value))),
      remove: (open, highlights) =>
        done(
          commit(highlights.length === 1 ? 'Delete highlight' : `Delete ${many(highlights.length)}`, () =>
            commands.removeHighlights(
              highlights.map((highlight) => markedOf(open, highlight)),
              open.links,
            ),
          ),
        ),
      recodeMany: (open, marked, recoding) =>
        done(
          commit(`Recode ${many(marked.length)}`, () => {
            const ids = new Set(marked.map(({ highlight }) => highlight.id))
            const others = open.highlights.filter(({ id }) => !ids.has(id)).map((highlight) => markedOf(open, highlight))
            return [...recodeMany(pen(), marked, recoding), ...displaced(pen(), open, others, marked, recoding)]
          }),
        ),
      markOccurrences: (occurrences, codeId) =>
        done(
          commit(
            (change) => {
              const giving = losersIn(change).size
              const label = `Code ${occurrences.length.toLocaleString('en')} occurrences`
              return giving === 0 ? label : `${label}, in place of codes on ${many(giving)}`
            },
            async () => [...markOccurrences(pen(), occurrences, codeId), ...(await rivalsGiveWay(occurrences, codeId))],
          ),
        ),
      bookmark: (open, offset) => done(commit('Set bookmark', () => addBookmark(pen(), { id: open.article.id, text: open.text }, offset))),
      renameBookmark: (bookmark, name) => done(commit('Rename bookmark', () => renameBookmark(bookmark, name))),
      removeBookmark: (bookmark) => done(commit('Delete bookmark', () => removeBookmark(bookmark))),
      edit: (article, fields) => done(commit('Edit article details', () => commands.editArticle(article, fields))),
      undo: step('undo', 'Undone'),
      redo: step('redo', 'Redone'),
    }
  }, [client, say, fail])
}
