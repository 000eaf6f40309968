// One way to open SQLite, so that no connection runs without our settings, and one way to say what went wrong with it.
import Database from 'better-sqlite3'
import { Failure } from '../../shared/failure.ts'

export type Connection = Database.Database
/** `write` also sets WAL; `look` may not write, though SQLite itself may tidy its side files; `only-read` touches nothing but `-shm`. */
type Access = 'write' | 'look' | 'only-read'

const SYNCHRONOUS_FULL = 2
/** Milliseconds that a connection waits for another; `emptyLog` says it once more. */
const PATIENCE = 2_000

/** Opens an existing database file (or the bytes of one) with every safety setting on, and asserts those that can fail silently. */
export function connect(source: string | Buffer, access: Access, nativeBinding?: string): Connection {
  const db = new Database(source, {
    readonly: access === 'only-read',
    fileMustExist: true,
    timeout: PATIENCE,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('foreign_keys = ON')
    db.pragma('synchronous = FULL')
    if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL)
      throw new Failure('internal', 'This SQLite does not sync each commit.')
    if (access !== 'write') db.pragma('query_only = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Turns a checked connection into one that writes: WAL, and a WAL that stays small. */
export function startWriting(db: Connection): void {
  db.pragma('query_only = OFF')
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    throw new Failure(
      'input-output',
      'This folder does not allow the log that a project needs. Nothing was changed. Keep the project on a disk of this computer.',
    )
  }
  db.pragma('journal_size_limit = 4194304')
}

/** Moves the log into the file and empties it, as far as others let it that read an older point in time: it waits for none of them. */
export function emptyLog(db: Connection): void {
  db.pragma('busy_timeout = 0')
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.pragma('busy_timeout = 2000')
  }
}

const byCode: readonly (readonly [RegExp, () => Failure])[] = [
  [
    /^SQLITE_FULL|^ENOSPC|^EDQUOT/,
    () => new Failure('disk-full', 'The disk is full. This act was not saved; everything before it is. Free some space and try again.'),
  ],
  [
    /^SQLITE_CORRUPT|^SQLITE_NOTADB/,
    () => new Failure('damaged', 'The project file is damaged. Nothing was changed. Open the newest backup, or salvage what can be read.'),
  ],
  [
    /^SQLITE_CONSTRAINT/,
    () =>
      new Failure(
        'invalid-input',
        'This change does not fit the project: a record refers to one that is not there, or stands twice. Nothing was changed.',
      ),
  ],
  [
    /^SQLITE_READONLY/,
    () => new Failure('read-only', 'This project is open for reading only. Nothing was changed. Save a copy to work on.'),
  ],
  [
    /^SQLITE_|^E[A-Z]+$/,
    () => new Failure('input-output', 'The disk did not answer as it should. This act was not saved; everything before it is. Try again.'),
  ],
]

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** The failure that an error of SQLite or of the file system stands for; other errors stay what they are. */
export function failureOf(error: unknown): unknown {
  if (error instanceof Failure) return error
  const found = byCode.find(([pattern]) => pattern.test(codeOf(error)))?.[1]()
  if (found === undefined) return error
  found.cause = error
  return found
}

/** Runs work on a database and gives its errors as failures. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw failureOf(error)
  }
}
