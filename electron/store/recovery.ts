// Two ways back from a damaged project file. Neither deletes or overwrites it: a restored backup takes its place after it has
// been moved aside with its log, and a salvaged project is a new file beside it.
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { Failure } from '../../shared/failure.ts'
import { newestBackup } from './backup.ts'
import { countsInFile } from './copy.ts'
import { guarded } from './database.ts'
import { placeFile, realPathOf, sideFiles, stampOf } from './files.ts'
import { takeLock } from './lock.ts'
import { create, type OpenOptions } from './opening.ts'
import { fillFrom } from './salvaged.ts'
import { readWreck, worthOf } from './wreck.ts'

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')

/** Moves a file and what stands beside it to `<file>.damaged-<moment>`. */
function moveAside(file: string, at: number): void {
  let aside = `${file}.damaged-${stampOf(at)}`
  for (let n = 2; existsSync(aside); n++) aside = `${file}.damaged-${stampOf(at)}-${n}`
  for (const name of [file, ...sideFiles(file)]) if (existsSync(name)) renameSync(name, aside + name.slice(file.length))
}

/**
 * Puts the newest good backup in the place of a damaged project, which is kept beside it.
 * @throws Failure 'not-found' when no backup is good, 'locked' | 'disk-full' | 'input-output'; then the file is as it was
 */
export function restoreBackup(given: string, options: OpenOptions = {}): string {
  const file = realPathOf(given)
  return guarded(() => {
    const lock = takeLock(file, options)
    try {
      const backup = newestBackup(file, options)
      if (backup === null) {
        const name = path.basename(file)
        throw new Failure('not-found', `“${name}” has no backup that can be opened. Nothing was changed. Salvage what can be read.`)
      }
      placeFile(file, (temporary) => {
        copyFileSync(backup.file, temporary)
        countsInFile(temporary, options.nativeBinding)
        moveAside(file, (options.now ?? Date.now)())
      })
      return file
    } finally {
      lock.release()
    }
  })
}

/**
 * Makes `… (salvaged).parallax` beside a damaged project and returns its path. It starts with an empty journal.
 * @throws Failure 'damaged' when nothing could be read, 'locked' | 'disk-full' | 'input-output'; then no file was made
 */
export function salvage(given: string, options: OpenOptions = {}): string {
  const file = realPathOf(given)
  return guarded(() => {
    const lock = takeLock(file, options)
    const folder = mkdtempSync(path.join(path.dirname(file), '.salvage-'))
    const wrecks = copiesOf(file, folder).flatMap((copy) => readWreck(copy, options.nativeBinding))
    try {
      const best = wrecks.toSorted((a, b) => worthOf(b) - worthOf(a))[0]
      if (best === undefined || worthOf(best) === 0) {
        throw new Failure(
          'damaged',
          `Nothing could be read out of “${path.basename(file)}”. Nothing was changed. Open the newest backup if there is one.`,
        )
      }
      const to = freeName(file)
      create(to, options, (db) => fillFrom(best, db, path.basename(file, '.parallax'), (options.now ?? Date.now)()))
      return to
    } finally {
      for (const { db } of wrecks) db.close()
      rmSync(folder, { recursive: true, force: true })
      lock.release()
    }
  })
}

function freeName(file: string): string {
  const stem = file.replace(/\.parallax$/, '')
  let name = `${stem} (salvaged).parallax`
  for (let n = 2; existsSync(name); n++) name = `${stem} (salvaged ${n}).parallax`
  return name
}

/** Copies to read from: without the log, and with it where there is one, because either may be what is damaged. */
function copiesOf(file: string, folder: string): string[] {
  const log = `${file}-wal`
  const logs = existsSync(log) && statSync(log).size > 0 ? [true, false] : [false]
  return logs.map((withLog, i) => {
    const copy = path.join(folder, `${i}.parallax`)
    copyFileSync(file, copy)
    if (withLog) copyFileSync(log, `${copy}-wal`)
    mendHeader(copy)
    return copy
  })
}

/** Writes the fixed beginning anew and fills a cut end with zeros: SQLite gives up on both without looking further. */
function mendHeader(copy: string): void {
  const handle = openSync(copy, 'r+')
  const header = Buffer.alloc(100)
  readSync(handle, header, 0, header.length, 0)
  writeSync(handle, MAGIC, 0, MAGIC.length, 0)
  closeSync(handle)
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const size = statSync(copy).size
  const whole = Math.max(header.readUInt32BE(28), Math.ceil(size / Math.max(1, pageSize))) * pageSize
  // A damaged header may claim anything: no more is added than stands there.
  if (whole > size && whole <= 2 * size + pageSize) truncateSync(copy, whole)
}
