// Steps on whole files that either happen or do not.
import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/** The path behind any links, for a file that may have been moved away. */
export const realPathOf = (file: string): string => (existsSync(file) ? realpathSync(file) : path.resolve(file))

/** SQLite's side files of a database. */
export const sideFiles = (file: string): readonly string[] => [`${file}-wal`, `${file}-shm`, `${file}-journal`]

function sync(file: string, flags: string): void {
  const handle = openSync(file, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Where a folder can be synced at all, makes its entries lasting. */
function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r')
}

/** A name in the same folder that nobody looks for. */
const temporaryBeside = (file: string): string =>
  path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${Date.now().toString(36)}.tmp`)

/** Makes a file under a temporary name, makes it lasting, then puts it in its place in one step; after an error nothing is left. */
export function placeFile(file: string, make: (temporary: string) => void): void {
  const temporary = temporaryBeside(file)
  try {
    make(temporary)
    sync(temporary, 'r+')
    renameSync(temporary, file)
    syncFolder(path.dirname(file))
  } finally {
    for (const left of [temporary, ...sideFiles(temporary)]) if (existsSync(left)) rmSync(left, { force: true })
  }
}

/** `2026-11-22T02-50-11Z`: a moment that any file system takes in a name. */
export const stampOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
