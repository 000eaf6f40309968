// Everything that is checked before a project file is written to. A file that is refused keeps every byte and its time, and
// no side file stays beside it.
//
// The header is read as bytes first, so that SQLite never touches a file that is not ours. What remains is looked at through
// a connection that cannot write: its parts are compared with the parts that a file of its version has, and its pages are
// checked. A log left beside the file means that the program was killed; then the check is a full one, because a log that
// belongs to another state of the file would damage it quietly.
import { closeSync, existsSync, fstatSync, lstatSync, openSync, readSync, realpathSync, rmSync, type Stats, statSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../../shared/failure.ts'
import { type Connection, connect, failureOf } from './database.ts'
import { APPLICATION_ID, expectedSchema, latestVersion, schemaOf } from './migrations.ts'

const HEADER = 100
const MAGIC = 'SQLite format 3\0'
/** Files up to this size are checked page by page at each opening; larger ones after an unclean end and by `verify`. */
const CHECKED_AT_OPENING = 128 * 1024 * 1024

const nameOf = (file: string): string => `“${path.basename(file)}”`
const refused = (file: string, what: string): Failure => new Failure('refused', `${nameOf(file)} ${what} Nothing was changed.`)
const damaged = (file: string, what: string): Failure =>
  new Failure('damaged', `${nameOf(file)} ${what} Nothing was changed. Open the newest backup, or salvage what can be read.`)

function statOf(file: string): Stats {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found !== undefined) return found
  const link = lstatSync(file, { throwIfNoEntry: false })
  throw refused(
    file,
    link?.isSymbolicLink() === true ? 'is a link to a file that is not there.' : 'is not there. It may have been moved or renamed.',
  )
}

/**
 * The real path of a file that could be a project: a regular file that is not empty.
 * @throws Failure 'refused'
 */
export function locate(file: string): string {
  const found = statOf(file)
  if (found.isDirectory()) throw refused(file, 'is a folder, not a project file.')
  if (!found.isFile()) throw refused(file, 'is a device or a pipe, not a project file.')
  if (found.size === 0)
    throw refused(file, 'is empty (0 bytes) and not taken for a new project. If it held work before, restore a backup of it.')
  return realpathSync(file)
}

/**
 * Reads the first 100 bytes. Only to be called while no connection of this process is open on the file: closing the file
 * would drop that connection's locks.
 * @throws Failure 'refused' | 'newer' | 'damaged'
 */
export function checkHeader(file: string): void {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(HEADER)
    const length = readSync(handle, bytes, 0, HEADER, 0)
    if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
      throw refused(file, 'is not a Parallax project, or its beginning was overwritten.')
    if (length < HEADER) throw damaged(file, 'was cut off near its beginning.')
    if (bytes.readUInt32BE(68) !== APPLICATION_ID) throw refused(file, 'is a database of another program, not a Parallax project.')
    const version = bytes.readUInt32BE(60)
    if (version > latestVersion())
      throw new Failure(
        'newer',
        `${nameOf(file)} was made by a newer version of Parallax. Nothing was changed. Update Parallax to open it.`,
      )
    if (version === 0) throw damaged(file, 'says nothing of its version.')
    checkLength(file, bytes, fstatSync(handle).size)
  } finally {
    closeSync(handle)
  }
}

function checkLength(file: string, header: Buffer, size: number): void {
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const counted = header.readUInt32BE(24) === header.readUInt32BE(92)
  if (counted && !hasLog(file) && size < header.readUInt32BE(28) * pageSize) throw damaged(file, 'was cut off: its end is missing.')
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
/** Whether committed work stands in the log beside the file: it was not closed. */
export const hasLog = (file: string): boolean => sizeOf(`${file}-wal`) > 0

function checkParts(file: string, db: Connection, nativeBinding: string | undefined): void {
  const found = schemaOf(db)
  const expected = expectedSchema(db.pragma('user_version', { simple: true }) as number, nativeBinding)
  for (const [part, sql] of found) {
    if (!expected.has(part)) throw refused(file, `holds a part that Parallax did not make: ${part}.`)
    if (expected.get(part) !== sql) throw refused(file, `holds a part that is not as Parallax made it: ${part}.`)
  }
  for (const part of expected.keys()) if (!found.has(part)) throw damaged(file, `lacks a part: ${part}.`)
}

const isSound = (found: unknown): boolean => found === 'ok'

function checkPages(file: string, db: Connection, full: boolean): void {
  const sound = full
    ? isSound(db.pragma('integrity_check(1)', { simple: true })) && (db.pragma('foreign_key_check') as unknown[]).length === 0
    : sizeOf(file) > CHECKED_AT_OPENING || isSound(db.pragma('quick_check(1)', { simple: true }))
  if (!sound) throw damaged(file, 'is damaged: some of its pages are not what was written.')
}

/**
 * Looks through a file that nobody else holds.
 * @throws Failure 'refused' | 'damaged'
 */
export function inspect(file: string, nativeBinding: string | undefined): void {
  checkHeader(file)
  if (sizeOf(`${file}-journal`) > 0)
    throw refused(
      file,
      'has a rollback journal of another program beside it (a file ending in “-journal”). Move that file away if it does not belong here.',
    )
  const side = [`${file}-shm`, `${file}-wal`].filter((name) => !existsSync(name))
  let db: Connection | undefined
  try {
    db = connect(file, 'only-read', nativeBinding)
    checkParts(file, db, nativeBinding)
    checkPages(file, db, hasLog(file))
  } catch (error) {
    const failure = failureOf(error)
    throw failure instanceof Failure && failure.code === 'damaged' && failure !== error
      ? damaged(file, 'is damaged: some of its pages are not what was written.')
      : failure
  } finally {
    db?.close()
    for (const name of side) if (!name.endsWith('-wal') || sizeOf(name) === 0) rmSync(name, { force: true })
  }
}

/** The same for a connection whose file needs no second look: one in memory, or one that another process holds. */
export function inspectConnection(file: string, db: Connection, nativeBinding: string | undefined): void {
  checkParts(file, db, nativeBinding)
  checkPages(file, db, false)
}
