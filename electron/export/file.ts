import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure, type FailureCode } from '../../shared/failure.ts'

/** UTF-16 units that are written at once. */
const CHUNK = 1 << 18
const DAY = 86_400_000

/** A file that is to stand at `target`, under the name that it has until it is whole. */
export type Unplaced = Readonly<{ temporary: string; target: string }>
type Kept = Readonly<{
  /** Files that must not be replaced, under whatever name: the project file, the source. */
  never?: readonly string[]
}>

/**
 * Writes a file whole or not at all: into a new file beside it, to the disk, then over the old one in a single step. A file
 * that is there already may be replaced only if it is an ordinary file and may be written to.
 * @throws Failure 'refused' | 'read-only' | 'disk-full' | 'input-output'; then nothing new is left, and the old file is as it was
 */
export function writeAtomically(file: string, content: string | Uint8Array, kept: Kept = {}): void {
  const unplaced = begin(file, kept)
  try {
    const descriptor = openSync(unplaced.temporary, 'r+')
    try {
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    place(unplaced, kept)
  } catch (error) {
    const failure = failureOf(error, unplaced)
    rmSync(unplaced.temporary, { force: true })
    throw failure
  }
}

/**
 * Has a file written by `write`, here or in another thread, with the same promise as `writeAtomically`: whatever `write`
 * throws, nothing new is left. A file that was dropped cannot come back: writing to it needs one that is there.
 */
export async function writeThrough(file: string, kept: Kept, write: (into: Unplaced) => Promise<void>): Promise<void> {
  const unplaced = begin(file, kept)
  try {
    await write(unplaced)
    place(unplaced, kept)
  } catch (error) {
    const failure = failureOf(error, unplaced)
    rmSync(unplaced.temporary, { force: true })
    throw failure
  }
}

/** Writes what `writeThrough` asks for, whole or piece by piece, to the disk; `onPiece` comes between. @throws Failure */
export async function writePieces(
  into: Unplaced,
  written: string | Uint8Array | Iterable<string | Uint8Array>,
  onPiece: () => void | Promise<void> = () => {},
): Promise<void> {
  const pieces = typeof written === 'string' || written instanceof Uint8Array ? [written] : written
  let held: string[] = []
  let units = 0
  try {
    const file = await open(into.temporary, 'r+')
    const flush = async () => {
      if (held.length > 0) await file.writeFile(held.join(''))
      held = []
      units = 0
      await onPiece()
    }
    try {
      for (const piece of pieces)
        if (typeof piece === 'string') {
          held.push(piece)
          units += piece.length
          if (units >= CHUNK && !/[\ud800-\udbff]$/.test(piece)) await flush()
        } else {
          await flush()
          await file.writeFile(piece)
        }
      await flush()
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw failureOf(error, into)
  }
}

function begin(file: string, kept: Kept): Unplaced {
  const folder = dirname(resolve(file))
  const target = join(folder, basename(file))
  const old = replaceable(target, kept)
  sweep(folder)
  const unplaced = { target, temporary: join(folder, `.parallax-${randomUUID()}.part`) }
  lookAt(() => closeSync(openSync(unplaced.temporary, 'wx', old === undefined ? 0o666 : old.mode & 0o777)), unplaced)
  return unplaced
}

/** Takes away what exports that were killed have left in a folder, a day or longer ago, as far as it may. */
function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!/^\.parallax-[0-9a-f-]{36}\.part$/.test(name)) continue
      const left = lstatSync(join(folder, name), { throwIfNoEntry: false })
      if (left?.isFile() === true && Date.now() - left.mtimeMs > DAY) rmSync(join(folder, name), { force: true })
    }
  } catch {
    // What is left lies there for another day.
  }
}

function place({ temporary, target }: Unplaced, kept: Kept): void {
  replaceable(target, kept)
  renameSync(temporary, target)
  if (process.platform !== 'win32') syncFolder(dirname(target))
}

/** What stands at a name, if it may be replaced. @throws Failure */
function replaceable(target: string, { never = [] }: Kept): Stats | undefined {
  const old = lookAt(() => lstatSync(target, { throwIfNoEntry: false }), { target })
  if (old !== undefined) refuseUnlessOrdinary(old, target)
  if (lookAt(() => never.some((other) => isSame(target, old, other)), { target }))
    throw new Failure('refused', `“${basename(target)}” is in use by the project and was not replaced. Choose another name.`)
  return old
}

function refuseUnlessOrdinary(old: Stats, target: string): void {
  const what = old.isSymbolicLink() ? 'a link to another file' : old.isDirectory() ? 'a folder' : old.isFile() ? '' : 'not an ordinary file'
  if (what !== '') throw new Failure('refused', `“${basename(target)}” is ${what} and was not replaced. Choose another name.`)
  if ((old.mode & 0o222) === 0)
    throw new Failure('read-only', `“${basename(target)}” is write-protected and was not replaced. Choose another name.`)
}

/** Whether two names mean one file: by the file's own number, or by place where there is no file yet. */
function isSame(target: string, old: Stats | undefined, other: string): boolean {
  const there = statSync(other, { throwIfNoEntry: false })
  if (old !== undefined && there !== undefined) return old.dev === there.dev && old.ino === there.ino
  return join(realpathSync(dirname(target)), basename(target)) === resolve(other)
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function lookAt<T>(look: () => T, at: Partial<Unplaced> & Pick<Unplaced, 'target'>): T {
  try {
    return look()
  } catch (error) {
    throw failureOf(error, at)
  }
}

const reasons: Readonly<Record<string, readonly [FailureCode, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full. Free some space there, or choose another disk.'],
  EDQUOT: ['disk-full', 'your share of the disk is used up. Free some space, or choose another disk.'],
  EACCES: ['read-only', 'you may not write in that folder. Choose another.'],
  EPERM: ['read-only', 'you may not write there, or another program has the file open. Choose another name.'],
  EROFS: ['read-only', 'the disk can only be read. Choose another.'],
  ENOENT: ['input-output', 'the folder is not there.'],
  ENOTDIR: ['input-output', 'the folder is not there.'],
  ENAMETOOLONG: ['input-output', 'its name is too long.'],
}

function failureOf(error: unknown, { temporary, target }: Partial<Unplaced> & Pick<Unplaced, 'target'>): unknown {
  if (error instanceof Failure) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // What is no fault of the system is a fault of ours, and stays what it is.
  if (!/^E[A-Z]+$/.test(code)) return error
  const [kind, reason] = reasons[code] ?? ['input-output', `the system reported ${code}.`]
  const room = kind === 'disk-full' ? roomFor(temporary, target) : ''
  return new Failure(kind, `“${basename(target)}” was not written: ${room}${reason}`, { cause: error })
}

/** What a full disk had room for before the file was begun. */
function roomFor(temporary: string | undefined, target: string): string {
  try {
    const { bavail, bsize } = statfsSync(dirname(target))
    const written = temporary === undefined ? 0 : statSync(temporary).size
    return `it needs more than the ${Math.floor((bavail * bsize + written) / 1_000).toLocaleString('en')} kB that are free where “${dirname(target)}” is; `
  } catch {
    return ''
  }
}
