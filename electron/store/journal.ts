// Every act ever made, in the order of a counter that never goes back. Undo and redo are read off the states of acts, so
// they work across articles, windows and restarts: the newest `done` act is undone next, the oldest `undone` one redone.
import { deflateSync, inflateSync } from 'node:zlib'
import { Change, invert, recordOf } from '../../shared/change.ts'
import { Failure } from '../../shared/failure.ts'
import type { CoderId } from '../../shared/ids.ts'
import { JournalEntry, type UndoState } from '../../shared/journal.ts'
import type { Kind } from '../../shared/records.ts'
import { wellFormed } from './codec.ts'
import type { Connection } from './database.ts'

type Touched = Readonly<{ kind: Kind; id: string }>
export type JournalQuery = Readonly<{
  /** Words of the label; empty for all. */
  query: string
  /** Only acts on this record; those on what is in an article or has a code are acts on these too. */
  record: Touched | null
  /** Only those that are on this record as well. */
  also?: Touched | undefined
  coderId?: CoderId | undefined
  /** Only entries older than this one. */
  before?: number | undefined
  limit: number
}>
export type Act = Readonly<{ seq: number; label: string; change: Change }>

/** Longer changes, in UTF-16 units of JSON, are deflated. */
const PLAIN = 4_096
const MAX_CHANGE = 512 * 1024 * 1024

const SHOWN = `
SELECT journal.seq, journal.kind, journal.label, journal.coderId, coalesce(coder.name, '') AS coder, journal.at, journal.state, journal.target
FROM journal LEFT JOIN coder ON coder.id = journal.coderId`
const LABELLED = `NOT EXISTS (SELECT 1 FROM json_each($words) AS word WHERE journal.label NOT LIKE word.value ESCAPE '\\')`
const ASKED = `${LABELLED} AND ($coderId IS NULL OR journal.coderId = $coderId) AND ($before IS NULL OR journal.seq < $before)`
export const ENTRIES = `${SHOWN} WHERE ${ASKED} ORDER BY journal.seq DESC LIMIT $limit`
export const ENTRIES_OF_RECORD = `
${SHOWN} JOIN journal_record ON journal_record.seq = journal.seq
WHERE journal_record.kind = $kind AND journal_record.id = $id AND ${ASKED}
AND ($also IS NULL OR EXISTS (SELECT 1 FROM journal_record AS also WHERE also.kind = $alsoKind AND also.id = $also AND also.seq = journal_record.seq))
ORDER BY journal_record.seq DESC LIMIT $limit`
const ENTRY = 'SELECT kind, target FROM journal WHERE seq = ?'
export const NEXT_UNDO = `SELECT seq, label FROM journal WHERE kind = 'act' AND state = 'done' ORDER BY seq DESC LIMIT 1`
export const NEXT_REDO = `SELECT seq, label FROM journal WHERE state = 'undone' ORDER BY seq LIMIT 1`

type Next = { seq: number; label: string }
type Asked = { words: string; coderId: string | null; before: number | null; limit: number }

export class Journal {
  readonly #append
  readonly #keep
  readonly #link
  readonly #drop
  readonly #setState
  readonly #undo
  readonly #redo
  readonly #head
  readonly #change
  readonly #entries
  readonly #entriesOfRecord
  readonly #entry

  constructor(db: Connection) {
    this.#append = db.prepare<[string, string, string, number, number | null]>(
      `INSERT INTO journal (kind, label, coderId, at, state, target) VALUES (?, ?, ?, ?, 'done', ?)`,
    )
    this.#keep = db.prepare<[number, string | Uint8Array]>('INSERT INTO journal_change (seq, change) VALUES (?, ?)')
    this.#link = db.prepare<[string, string, number]>('INSERT INTO journal_record (kind, id, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    this.#drop = db.prepare(`UPDATE journal SET state = 'dropped' WHERE state = 'undone'`)
    this.#setState = db.prepare<['done' | 'undone', number]>('UPDATE journal SET state = ? WHERE seq = ?')
    this.#undo = db.prepare<[], Next>(NEXT_UNDO)
    this.#redo = db.prepare<[], Next>(NEXT_REDO)
    this.#head = db.prepare<[], number | null>('SELECT max(seq) FROM journal').pluck()
    this.#change = db.prepare<[number], string | Uint8Array>('SELECT change FROM journal_change WHERE seq = ?').pluck()
    this.#entries = db.prepare<Asked, unknown>(ENTRIES)
    this.#entriesOfRecord = db.prepare<Asked & Touched & { also: string | null; alsoKind: string | null }, unknown>(ENTRIES_OF_RECORD)
    this.#entry = db.prepare<[number], { kind: JournalEntry['kind']; target: number | null }>(ENTRY)
  }

  /** Notes a new act; what had been undone can no longer be redone. */
  act(label: string, change: Change, coderId: CoderId, at: number): number {
    this.#drop.run()
    const seq = this.#note('act', label, change, coderId, at, null)
    const json = JSON.stringify(change)
    this.#keep.run(seq, json.length > PLAIN ? deflateSync(json) : json)
    return seq
  }

  /** The act that undo (or redo) takes next, as the change to apply. */
  next(way: 'undo' | 'redo'): Act | undefined {
    const found = (way === 'undo' ? this.#undo : this.#redo).get()
    if (found === undefined) return undefined
    const change = this.changeOf(found.seq)
    return { ...found, change: way === 'undo' ? invert(change) : change }
  }

  /** Notes that an act was undone or redone. */
  turn(way: 'undo' | 'redo', { seq, label, change }: Act, coderId: CoderId, at: number): void {
    this.#setState.run(way === 'undo' ? 'undone' : 'done', seq)
    this.#note(way, label, change, coderId, at, seq)
  }

  state(): UndoState {
    return { undo: this.#undo.get()?.label ?? null, redo: this.#redo.get()?.label ?? null, head: this.#head.get() ?? 0 }
  }

  /** Entries, newest first: those whose label holds every word. */
  entries({ query, record, also, coderId, before, limit }: JournalQuery): JournalEntry[] {
    const words = JSON.stringify(
      query
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`),
    )
    const asked = { words, coderId: coderId ?? null, before: before ?? null, limit }
    const rows =
      record === null
        ? this.#entries.all(asked)
        : this.#entriesOfRecord.all({ ...asked, ...record, also: also?.id ?? null, alsoKind: also?.kind ?? null })
    return rows.map((row) => JournalEntry.parse(row))
  }

  #note(kind: JournalEntry['kind'], label: string, change: Change, coderId: CoderId, at: number, target: number | null): number {
    const seq = Number(this.#append.run(kind, wellFormed(label), coderId, at, target).lastInsertRowid)
    const linked = new Set<string>()
    const link = (of: Kind, id: string) => {
      if (!linked.has(`${of} ${id}`)) this.#link.run(of, id, seq)
      linked.add(`${of} ${id}`)
    }
    for (const step of change) {
      link(step.kind, recordOf(step).id)
      for (const record of [step.before, step.after]) {
        if (record === null) continue
        if ('articleId' in record && record.articleId !== null) link('article', record.articleId)
        if ('codeId' in record) link('code', record.codeId)
      }
    }
    return seq
  }

  /** What an entry changed, whether it was an act or took one back; `undefined` where there is no such entry. @throws Failure 'damaged' */
  effectOf(seq: number): Change | undefined {
    const entry = this.#entry.get(seq)
    if (entry === undefined) return undefined
    const change = this.changeOf(entry.target ?? seq)
    return entry.kind === 'undo' ? invert(change) : change
  }

  /** The change that an act made. @throws Failure 'damaged' */
  changeOf(seq: number): Change {
    try {
      const kept = this.#change.get(seq)
      const json = typeof kept === 'string' ? kept : inflateSync(kept ?? '', { maxOutputLength: MAX_CHANGE }).toString('utf8')
      return Change.parse(JSON.parse(json))
    } catch (cause) {
      throw new Failure(
        'damaged',
        'The journal entry of this act cannot be read. Nothing was changed. Open the newest backup, or salvage what can be read.',
        { cause },
      )
    }
  }
}
