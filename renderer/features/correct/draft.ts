// What was begun in the mode and not finished: kept on disk while it is typed, so that a crash costs at most the last moment.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { z } from 'zod'
import type { ArticleId } from '../../../shared/ids.ts'
import { Sha256 } from '../../../shared/ids.ts'
import { call } from '../../state/api.ts'

export const CorrectionDraft = z
  .strictObject({
    /** The text that the edits are of. */
    textSha256: Sha256,
    blocksSha256: Sha256.nullable(),
    /** As the editor keeps them. */
    edits: z.array(z.array(z.unknown()).readonly()).min(1).readonly(),
    reason: z.string().max(2_000),
  })
  .readonly()
export type CorrectionDraft = z.infer<typeof CorrectionDraft>

const keyOf = (id: ArticleId) => `correct:${id}`

function read(kept: string | null): CorrectionDraft | null {
  if (kept === null) return null
  try {
    return CorrectionDraft.parse(JSON.parse(kept))
  } catch {
    return null
  }
}

/** What is kept of an article's correction: `undefined` while it is not known, `null` for nothing. */
export const useDraft = (id: ArticleId | undefined) =>
  useQuery({
    queryKey: ['draft', id],
    queryFn: async () => read(await call('draft.get', { key: keyOf(id as ArticleId) })),
    enabled: id !== undefined,
  }).data

/** Keeps a draft in place of the one before, each after the one asked for before it; `null` drops it. */
export function useKeepDraft(id: ArticleId): (draft: CorrectionDraft | null) => Promise<void> {
  const client = useQueryClient()
  const before = useRef<Promise<unknown>>(Promise.resolve())
  return useCallback(
    (draft) => {
      const kept = before.current.then(async () => {
        const key = keyOf(id)
        if (draft === null && client.getQueryData(['draft', id]) === null) return
        await (draft === null ? call('draft.drop', { key }) : call('draft.put', { key, text: JSON.stringify(draft) }))
        client.setQueryData(['draft', id], draft)
      })
      before.current = kept.catch(() => undefined)
      return kept
    },
    [client, id],
  )
}
