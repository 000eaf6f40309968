import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, lstatSync, openSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure, type FailureCode } from '../../shared/failure.ts'

/**
 * Writes a file whole or not at all: into a new file beside it, to the disk, then over the old one in a single step. A file
 * that is there already may be replaced only if it is an ordinary file and may be written to.
 * @param never files that must not be replaced, under whatever name: the project file, the source
 * @throws Failure 'refused' | 'read-only' | 'disk-full' | 'input-output'; then nothing new is left, and the old file is as it was
 */
export function writeAtomically(
  file: string,
  content: string | Uint8Array,
  { never = [] }: Readonly<{ never?: readonly string[] }> = {},
): void {
  const folder = dirname(resolve(file))
  const target = join(folder, basename(file))
  const old = lookAt(() => lstatSync(target, { throwIfNoEntry: false }), target)
  if (old !== undefined) refuseUnlessOrdinary(old, target)
  if (lookAt(() => never.some((other) => isSame(target, old, other)), target))
    throw new Failure('refused', `“${basename(target)}” is in use by the project and was not replaced. Choose another name.`)

  const temporary = join(folder, `.parallax-${randomUUID()}.part`)
  try {
    const descriptor = openSync(temporary, 'wx', old === undefined ? 0o666 : old.mode & 0o777)
    try {
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, target)
    if (process.platform !== 'win32') syncFolder(folder)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw failureOf(error, target)
  }
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

function lookAt<T>(look: () => T, target: string): T {
  try {
    return look()
  } catch (error) {
    throw failureOf(error, target)
  }
}

const reasons: Readonly<Record<string, readonly [FailureCode, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full. Free some space, or choose another disk.'],
  EDQUOT: ['disk-full', 'your share of the disk is used up. Free some space, or choose another disk.'],
  EACCES: ['read-only', 'you may not write in that folder. Choose another.'],
  EPERM: ['read-only', 'you may not write there, or another program has the file open. Choose another name.'],
  EROFS: ['read-only', 'the disk can only be read. Choose another.'],
  ENOENT: ['input-output', 'the folder is not there.'],
  ENOTDIR: ['input-output', 'the folder is not there.'],
  ENAMETOOLONG: ['input-output', 'its name is too long.'],
}

function failureOf(error: unknown, target: string): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const [kind, reason] = reasons[code] ?? ['input-output', `the system reported ${code || 'an error'}.`]
  return new Failure(kind, `“${basename(target)}” was not written: ${reason}`, { cause: error })
}
