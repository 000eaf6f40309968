// The journal's entries as they are shown: every act, who did it and when, whether it still holds.
import { z } from 'zod'
import { CoderId } from './ids.ts'

/** `act` a change by the analyst or an import; `undo` and `redo` take one back or do it again. */
export const JournalEntry = z
  .strictObject({
    seq: z.int().positive(),
    kind: z.enum(['act', 'undo', 'redo']),
    label: z.string(),
    coderId: CoderId,
    coder: z.string(),
    at: z.int(),
    /** `done` holds; `undone` can be redone; `dropped` was undone and then overtaken by another act. */
    state: z.enum(['done', 'undone', 'dropped']),
    /** For `undo` and `redo`: the act that was meant. */
    target: z.int().positive().nullable(),
  })
  .readonly()
export type JournalEntry = z.infer<typeof JournalEntry>

/** What undo and redo would do next. */
export const UndoState = z
  .strictObject({
    undo: z.string().nullable(),
    redo: z.string().nullable(),
    /** Number of the newest entry, 0 for none. */ head: z.int().nonnegative(),
  })
  .readonly()
export type UndoState = z.infer<typeof UndoState>
