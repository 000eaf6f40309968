// What a project must hold according to its own journal: every act that still holds, applied to nothing.
import type { Opened } from '../../electron/store/opening.ts'
import { roomsOf } from '../../electron/store/rooms.ts'
import { applyTo, type Change } from '../../shared/change.ts'
import type { Kind, RecordOf } from '../../shared/records.ts'

const told = ['article', 'highlight', 'coding'] as const

/** Records by their journal and by their tables; both must be the same. */
export function bothWays({ db }: Opened): { journal: unknown; tables: unknown } {
  const { journal, records } = roomsOf(db)
  const acts = db.prepare<[], number>(`SELECT seq FROM journal WHERE kind = 'act' AND state = 'done' ORDER BY seq`).pluck().all()
  const change: Change = acts.flatMap((seq) => journal.changeOf(seq))
  const byId = <K extends Kind>(items: Iterable<RecordOf<K>>) => [...items].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    journal: told.map((kind) => byId(applyTo(kind, new Map(), change).values())),
    tables: told.map((kind) => byId(records.all(kind))),
  }
}
