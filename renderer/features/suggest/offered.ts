// The suggestions for an article that are still to be decided. They are found a few blocks at a time, so that the window goes on.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { OpenArticle, Output } from '../../../shared/contract.ts'
import { undecided } from '../../../shared/sourcing/deciding.ts'
import { suggesterOf } from '../../../shared/sourcing/suggest.ts'
import { kindOf, type Suggestion } from '../../../shared/sourcing/suggestion.ts'
import type { Block } from '../../../shared/text.ts'
import { call } from '../../state/api.ts'
import { useCodes } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'

type Decided = Output<'suggest.decided'>['decided']
export type Offered = Readonly<{
  /** All kinds, in reading order; `undefined` until they are found. */
  all: readonly Suggestion[] | undefined
  /** Of the kinds that are shown. */
  shown: readonly Suggestion[]
  decided: Decided
}>

/** UTF-16 units that are read in one go: some milliseconds. */
const SLICE = 60_000
const none: readonly Suggestion[] = []
const nothing: Output<'suggest.decided'> = { dismissals: [], decided: [] }

const opens = (text: string, { start }: Block): boolean => /[“”«»„"「『‹‘‚']/.test(text[start] ?? '')

async function find({ article, text, blocks }: OpenArticle, signal: AbortSignal): Promise<Suggestion[]> {
  const suggester = suggesterOf(await call('suggest.words'), article.language)
  const found: Suggestion[] = []
  for (let at = 0; at < blocks.length && !signal.aborted; ) {
    const from = blocks[at] as Block
    let to = at + 1
    // A quotation may go on in the next paragraph, or be led in by the one before.
    for (let next = blocks[to]; next !== undefined && (next.end - from.start < SLICE || opens(text, next)); next = blocks[to]) to++
    found.push(...suggester(text, blocks.slice(at, to)))
    at = to
    await new Promise((resolve) => setTimeout(resolve))
  }
  return found
}

export function useOffered(open: OpenArticle | undefined): Offered {
  const [{ suggesting }] = useWorkspace()
  const codes = useCodes()
  const id = open?.article.id
  const isOn = suggesting.on && open !== undefined
  const { data: found } = useQuery({
    queryKey: ['suggested', id, open?.article.textSha256, open?.article.blocksSha256, open?.article.language],
    queryFn: ({ signal }) => find(open as OpenArticle, signal),
    enabled: isOn,
    // Learnt anew whenever an article is come back to.
    gcTime: 0,
  })
  const { data: before } = useQuery({
    queryKey: ['suggest', id],
    queryFn: () => call('suggest.decided', { articleId: (open as OpenArticle).article.id }),
    enabled: isOn,
  })
  const { dismissals, decided } = before ?? nothing
  const all = useMemo(
    () =>
      !isOn || open === undefined || found === undefined || before === undefined ? undefined : undecided(found, open, codes, dismissals),
    [isOn, open, found, before, codes, dismissals],
  )
  const shown = useMemo(() => all?.filter((each) => !suggesting.off.includes(kindOf(each))) ?? none, [all, suggesting.off])
  return { all, shown, decided }
}
