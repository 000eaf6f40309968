// Walking through the highlights of the active article: all of them, or those with one code.
import { useRef } from 'react'
import type { CodeId, HighlightId } from '../../shared/ids.ts'
import { neighbour } from '../features/annotate/ArticlePane.tsx'
import { useCommands } from '../state/commands.ts'
import { useTell } from '../state/notice.ts'
import { type Page, useWorkspace } from '../state/workspace.ts'
import type { Texts } from './texts.ts'

/** Offers the steps as commands; walks to the next (1) or previous (-1) highlight with a code. */
export function useSteps({ open, reader, jump }: Texts): (code: CodeId, by: 1 | -1, page?: Page) => void {
  const [{ picked, activeCode }] = useWorkspace()
  const { say } = useTell()
  const followed = useRef<CodeId | null>(null)

  const step = (by: 1 | -1, among?: ReadonlySet<HighlightId>, page?: Page) => {
    if (open === undefined || reader === null) return
    const highlights = among === undefined ? open.highlights : open.highlights.filter(({ id }) => among.has(id))
    jump(neighbour(highlights, picked?.id ?? null, reader.caret(), by), page)
  }
  const walk = (code: CodeId, by: 1 | -1, page?: Page) => {
    followed.current = code
    step(by, new Set(open?.codings.flatMap(({ highlightId, codeId }) => (codeId === code ? [highlightId] : []))), page)
  }
  /** Of the highlights with a code: the active one, or one of the chosen highlight, the one that was followed last if it has several. */
  const stepOfCode = (by: 1 | -1) => {
    if (open === undefined || reader === null) return
    const own = open.codings.flatMap(({ highlightId, codeId }) => (highlightId === picked?.id ? [codeId] : []))
    const code = own.find((id) => id === followed.current) ?? own[0] ?? activeCode
    if (code === null) return say('Choose a highlight first: its code is followed.')
    walk(code, by)
  }
  useCommands({
    'go.nextHighlight': () => step(1),
    'go.previousHighlight': () => step(-1),
    'go.nextOfCode': () => stepOfCode(1),
    'go.previousOfCode': () => stepOfCode(-1),
  })
  return walk
}
