// From a path to a connection: the lock, the checks, the migrations. Nothing is written to a file before every check has passed.
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { Failure } from '../../shared/failure.ts'
import { copyTo } from './copy.ts'
import { type Connection, connect, startWriting } from './database.ts'
import { placeFile, sideFiles } from './files.ts'
import { checkHeader, hasLog, inspect, inspectConnection, locate } from './inspect.ts'
import { isHeld, type Lock, takeLock } from './lock.ts'
import { latestVersion, type Migration, migrate, migrations } from './migrations.ts'

export type OpenOptions = Readonly<{
  /** better_sqlite3.node for runtimes whose Node-API is older than 10. */
  nativeBinding?: string | undefined
  readOnly?: boolean | undefined
  /** Whether all that is read is of one point in time: only for reading. */
  snapshot?: boolean | undefined
  /** Who others are told holds the file. */
  holder?: string | undefined
  now?: (() => number) | undefined
}>
export type Opened = Readonly<{
  file: string
  db: Connection
  lock: Lock | null
  readOnly: boolean
  nativeBinding: string | undefined
  now: () => number
}>

export const backupFolderOf = (file: string): string => `${file}.backups`

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK)
    accessSync(path.dirname(file), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Opens a file for writing, or for reading where asked or where nothing can be written. @throws Failure */
export function open(given: string, options: OpenOptions): Opened {
  const file = locate(given)
  const { nativeBinding, now = Date.now } = options
  const rest = { file, nativeBinding, now }
  if (options.readOnly === true || !isWritable(file)) return { ...rest, db: openForReading(file, options), lock: null, readOnly: true }
  const lock = takeLock(file, options)
  try {
    return { ...rest, db: openForWriting(file, nativeBinding), lock, readOnly: false }
  } catch (error) {
    lock.release()
    throw error
  }
}

function openForWriting(file: string, nativeBinding: string | undefined): Connection {
  inspect(file, nativeBinding)
  const db = connect(file, 'write', nativeBinding)
  try {
    startWriting(db)
    upgrade(db, file, nativeBinding)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Brings an older file up to date, after a copy of it as it was has been put among its backups. */
export function upgrade(db: Connection, file: string, nativeBinding: string | undefined, list: readonly Migration[] = migrations): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version >= latestVersion(list)) return
  mkdirSync(backupFolderOf(file), { recursive: true })
  copyTo(db, path.join(backupFolderOf(file), `before version ${version + 1}.parallax`), nativeBinding)
  migrate(db, list)
}

function openForReading(file: string, { nativeBinding, snapshot }: OpenOptions): Connection {
  if (!isWritable(file)) return openBytes(file, nativeBinding)
  // Whoever holds it has looked through it.
  if (!isHeld(file, nativeBinding)) inspect(file, nativeBinding)
  const db = checked(file, connect(file, 'look', nativeBinding), nativeBinding)
  if (snapshot === true) holdStill(db)
  return db
}

/** Begins a transaction that ends with the connection. It begins to see the file as it is with its first look. */
function holdStill(db: Connection): void {
  db.exec('BEGIN')
  db.prepare('SELECT 1 FROM project').get()
}

/** A WAL database needs side files even for reading. Where none can be made, its bytes are read, with WAL switched off in them. */
function openBytes(file: string, nativeBinding: string | undefined): Connection {
  checkHeader(file)
  if (hasLog(file)) {
    throw new Failure(
      'refused',
      `“${path.basename(file)}” was not closed and lies where nothing can be written. Nothing was changed. Copy it and the files beside it to another folder and open it there.`,
    )
  }
  const bytes = readFileSync(file)
  bytes.fill(1, 18, 20)
  return checked(file, connect(bytes, 'look', nativeBinding), nativeBinding)
}

function checked(file: string, db: Connection, nativeBinding: string | undefined): Connection {
  try {
    inspectConnection(file, db, nativeBinding)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Makes a new project file in one step; `fill` writes what it starts with.
 * @throws Failure 'refused' when something stands there already
 */
export function create(file: string, { nativeBinding }: OpenOptions, fill: (db: Connection) => void): void {
  const name = path.basename(file)
  const stands = [file, ...sideFiles(file)].find((one) => existsSync(one))
  if (!existsSync(path.dirname(file))) throw new Failure('refused', `“${name}” was not made: its folder is not there.`)
  if (stands !== undefined)
    throw new Failure(
      'refused',
      `“${name}” was not made: “${path.basename(stands)}” stands there already and was left as it is. Choose another name.`,
    )
  placeFile(file, (temporary) => {
    const db = new Database(temporary, nativeBinding === undefined ? {} : { nativeBinding })
    try {
      migrate(db)
      db.transaction(() => fill(db)).immediate()
    } finally {
      db.close()
    }
  })
}
