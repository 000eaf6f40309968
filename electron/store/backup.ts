// Backups stand in a folder beside the project: `Corpus.parallax.backups/000012 2026-11-22T02-50-11Z.parallax`. The running
// number orders them, because a clock may go back. Each is a checked copy of one point in time, put in place in one step.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../../shared/failure.ts'
import { countsInFile } from './copy.ts'
import { realPathOf, stampOf } from './files.ts'
import { backupFolderOf, type OpenOptions } from './opening.ts'
import type { ProjectFile } from './project.ts'

export type Backup = Readonly<{ file: string; at: number; articles: number; highlights: number }>
type Named = Readonly<{ file: string; number: number; at: number }>

const NEWEST = 7
const WEEKS = 4
const WEEK = 7 * 24 * 60 * 60 * 1000
const NAME = /^(\d{6}) (\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d)Z\.parallax$/

/** Backups of a project by their names, newest first. */
function backupsOf(file: string): Named[] {
  const folder = backupFolderOf(file)
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names
    .flatMap((name) => {
      const [, number, day, hours, minutes, seconds] = NAME.exec(name) ?? []
      return number === undefined
        ? []
        : [{ file: path.join(folder, name), number: Number(number), at: Date.parse(`${day}${hours}:${minutes}:${seconds}Z`) }]
    })
    .toSorted((a, b) => b.number - a.number)
}

/** The seven newest are kept, and of the weeks before them the newest each, four weeks back. */
function rotate(file: string): void {
  const older = backupsOf(file).slice(NEWEST)
  const weeks = new Set<number>()
  for (const backup of older) {
    const week = Math.floor(backup.at / WEEK)
    if (!weeks.has(week) && weeks.size < WEEKS) weeks.add(week)
    else rmSync(backup.file, { force: true })
  }
}

/**
 * Makes a backup; `null` when nothing was done since the newest one.
 * @throws Failure 'disk-full' | 'input-output'; then no backup was lost
 */
export function backUp(project: ProjectFile): string | null {
  if (project.readOnly) return null
  const [newest] = backupsOf(project.file)
  if (newest !== undefined && isOfNow(newest, project)) return null
  const folder = backupFolderOf(project.file)
  mkdirSync(folder, { recursive: true })
  const number = String((newest?.number ?? 0) + 1).padStart(6, '0')
  const file = path.join(folder, `${number} ${stampOf(project.now())}.parallax`)
  project.saveCopy(file)
  rotate(project.file)
  return file
}

function isOfNow(backup: Named, project: ProjectFile): boolean {
  const counts = countsOfSound(backup.file, project.nativeBinding)
  return counts !== null && counts.entries === project.history().head
}

function countsOfSound(file: string, nativeBinding: string | undefined) {
  try {
    return countsInFile(file, nativeBinding)
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

/** The newest backup of a project that opens and checks out, and what is in it; `null` when there is none. */
export function newestBackup(file: string, { nativeBinding }: OpenOptions = {}): Backup | null {
  for (const { file: backup, at } of backupsOf(realPathOf(file))) {
    const counts = countsOfSound(backup, nativeBinding)
    if (counts !== null) return { file: backup, at, articles: counts.articles, highlights: counts.highlights }
  }
  return null
}
