// One instance per project file. Beside `x.parallax` stands `x.parallax.lock`, a tiny SQLite database whose one row names
// the holder and in which the holder keeps a write transaction open: others can read who it is, nobody can take it, and
// when the holder dies, however it dies, the system drops the lock. A stale file therefore never blocks.
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import Database from 'better-sqlite3'
import { Failure } from '../../shared/failure.ts'

export type Lock = Readonly<{ release: () => void }>
type LockOptions = Readonly<{ nativeBinding?: string | undefined; holder?: string | undefined }>
type Row = { token: string; holder: string; at: number }

const lockOf = (file: string): string => `${file}.lock`
const RACES = 20
/** Milliseconds in which somebody who only asks who holds the lock is gone again. */
const PATIENCE = 100

function thisHolder(): string {
  let user = 'somebody'
  try {
    user = userInfo().username
  } catch {
    // Some systems have no name for the user.
  }
  return `${user} on ${hostname()}, process ${process.pid}`
}

const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
const isBroken = (error: unknown): boolean => error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)

function openLock(path: string, nativeBinding: string | undefined): Database.Database {
  return new Database(path, { timeout: PATIENCE, ...(nativeBinding === undefined ? {} : { nativeBinding }) })
}

function rowOf(db: Database.Database): Row | undefined {
  try {
    return db.prepare<[], Row>('SELECT token, holder, at FROM holder').get()
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR') return undefined
    throw error
  }
}

/** Writes our row and takes the lock for good; `false` when another process was quicker. */
function claim(db: Database.Database, row: Row): boolean {
  // The row names a living process: it need not outlast a power cut.
  db.pragma('synchronous = OFF')
  db.transaction(() => {
    db.exec('CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), token TEXT, holder TEXT, at INTEGER)')
    db.prepare('REPLACE INTO holder VALUES (1, ?, ?, ?)').run(row.token, row.holder, row.at)
  }).immediate()
  db.exec('BEGIN IMMEDIATE')
  return rowOf(db)?.token === row.token
}

/** Whether the file at the path is the one that we hold: a holder who leaves removes its file, and another may stand there by now. */
function standsAt(path: string, token: string, nativeBinding: string | undefined): boolean {
  if (!existsSync(path)) return false
  const db = openLock(path, nativeBinding)
  try {
    return rowOf(db)?.token === token
  } finally {
    db.close()
  }
}

function held(path: string, db: Database.Database): Lock {
  let open = true
  return {
    release: () => {
      if (!open) return
      open = false
      // While we hold it nobody else can hold this file; where an open file cannot be removed, it is removed after closing.
      const remove = (): void => rmSync(path, { force: true })
      if (process.platform !== 'win32') remove()
      db.close()
      if (process.platform === 'win32') remove()
    },
  }
}

function refusal(file: string, row: Row | undefined): Failure {
  const who = row === undefined ? 'another program' : `${row.holder}, since ${new Date(row.at).toISOString()}`
  return new Failure(
    'locked',
    `“${file}” is open elsewhere: ${who}. Nothing was changed. Close it there first, or save a copy there to work on here.`,
  )
}

/**
 * Takes the lock of a project file.
 * @throws Failure 'locked' that names the holder
 */
export function takeLock(file: string, { nativeBinding, holder = thisHolder() }: LockOptions): Lock {
  const path = lockOf(file)
  const row: Row = { token: randomUUID(), holder, at: Date.now() }
  for (let race = 0; race < RACES; race++) {
    const db = openLock(path, nativeBinding)
    try {
      if (claim(db, row) && standsAt(path, row.token, nativeBinding)) return held(path, db)
      db.close()
    } catch (error) {
      const failure = isBusy(error) ? refusal(file, rowOf(db)) : error
      db.close()
      if (!isBroken(error)) throw failure
      rmSync(path, { force: true })
    }
  }
  throw refusal(file, undefined)
}

/** Whether some process holds a project file now. Leaves no file behind. */
export function isHeld(file: string, nativeBinding: string | undefined): boolean {
  const path = lockOf(file)
  if (!existsSync(path)) return false
  const db = openLock(path, nativeBinding)
  try {
    db.exec('BEGIN IMMEDIATE')
    db.exec('ROLLBACK')
    return false
  } catch (error) {
    if (isBusy(error)) return true
    if (isBroken(error)) return false
    throw error
  } finally {
    db.close()
  }
}
