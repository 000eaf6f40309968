// Reading what can be read out of a damaged database. Tables are walked by row number in both directions; where a page is
// damaged the walk jumps ahead, twice as far each time, until rows answer again. What the tables have lost, the journal may
// still hold, because each act keeps its records whole.
import type { Change } from '../../shared/change.ts'
import { recordOf } from '../../shared/change.ts'
import { type Kind, kinds, type RecordOf } from '../../shared/records.ts'
import { decode, tables, type Walk } from './codec.ts'
import { type Connection, connect } from './database.ts'
import type { Journal } from './journal.ts'
import { migrate } from './migrations.ts'
import { type Rooms, roomsOf } from './rooms.ts'

type Row = readonly unknown[]
/** All records that could be read, by kind and id. */
export type Records = { readonly [K in Kind]: ReadonlyMap<string, RecordOf<K>> }

export type Wreck = Readonly<{ db: Connection; rooms: Rooms; records: Records }>

const FARTHEST = Number.MAX_SAFE_INTEGER

const DONE: Walk = {
  ahead: `SELECT seq, kind = 'act' AND state = 'done' FROM journal WHERE seq > ? ORDER BY seq`,
  back: `SELECT seq, kind = 'act' AND state = 'done' FROM journal WHERE seq < ? ORDER BY seq DESC`,
}
const DRAFTS: Walk = {
  ahead: 'SELECT rowid, key, text FROM draft WHERE rowid > ? ORDER BY rowid',
  back: 'SELECT rowid, key, text FROM draft WHERE rowid < ? ORDER BY rowid DESC',
}

/** Gives every row that answers, by its number. Numbers that do not go on in the way of the walk are damage too. */
function walk(db: Connection, { ahead, back }: Walk): Map<number, Row> {
  const found = new Map<number, Row>()
  for (const [sql, way, start] of [
    [ahead, 1, 0],
    [back, -1, FARTHEST],
  ] as const) {
    let at = start
    let jump = 1
    let done = false
    while (!done && at >= 0 && at <= FARTHEST) {
      try {
        for (const [number, ...row] of db.prepare<[number], Row>(sql).raw().iterate(at)) {
          const next = Number(number)
          if (!((next - at) * way > 0)) throw new RangeError('rows out of order')
          found.set(next, row)
          at = next
          jump = 1
        }
        done = true
      } catch {
        at += way * jump
        jump *= 2
      }
    }
  }
  return found
}

function recordsOf<K extends Kind>(db: Connection, kind: K): Map<string, RecordOf<K>> {
  const found = new Map<string, RecordOf<K>>()
  for (const row of walk(db, tables[kind].walk).values()) {
    try {
      const record = decode(kind, row)
      found.set(record.id, record)
    } catch {
      // A row that is no record any more.
    }
  }
  return found
}

/** What the readable acts that still hold made of each record. */
function replay(db: Connection, journal: Journal): Change {
  const acts = [...walk(db, DONE)].filter(([, [holds]]) => holds === 1).map(([seq]) => seq)
  return acts
    .toSorted((a, b) => a - b)
    .flatMap((seq) => {
      try {
        return journal.changeOf(seq)
      } catch {
        return []
      }
    })
}

function readRecords(db: Connection, journal: Journal): Records {
  const found = Object.fromEntries(kinds.map((kind) => [kind, recordsOf(db, kind)])) as { [K in Kind]: Map<string, RecordOf<K>> }
  const last = new Map<string, Change[number]>()
  for (const step of replay(db, journal)) last.set(`${step.kind} ${recordOf(step).id}`, step)
  for (const { kind, after } of last.values()) {
    const held: Map<string, RecordOf<Kind>> = found[kind]
    if (after !== null && !held.has(after.id)) held.set(after.id, after)
  }
  return found
}

export function readDrafts(db: Connection): [string, string][] {
  return [...walk(db, DRAFTS).values()].map(([key, text]) => [String(key), String(text)])
}

/** An older copy lacks columns that are read; where damage keeps it from getting them, the journal is what is left. */
function bringUpToDate(db: Connection): void {
  try {
    migrate(db)
  } catch {
    // Read as it is.
  }
}

/** Reads a copy of a damaged file, and writes to that copy only; nothing when SQLite finds no table in it. */
export function readWreck(copy: string, nativeBinding: string | undefined): Wreck[] {
  let db: Connection | undefined
  try {
    db = connect(copy, 'write', nativeBinding)
    bringUpToDate(db)
    const rooms = roomsOf(db)
    return [{ db, rooms, records: readRecords(db, rooms.journal) }]
  } catch {
    db?.close()
    return []
  }
}

/** How much was read. */
export const worthOf = ({ records }: Wreck): number => records.article.size + records.highlight.size
