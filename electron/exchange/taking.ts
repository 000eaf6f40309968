// Takes what was read from a file into a project, or makes a new project of it.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Change } from '../../shared/change.ts'
import type { ProjectContents } from '../../shared/exchange/contents.ts'
import type { Loss } from '../../shared/exchange/loss.ts'
import { takeContents } from '../../shared/exchange/take.ts'
import { Failure } from '../../shared/failure.ts'
import type { Sha256 } from '../../shared/ids.ts'
import { EXTENSION, freshCoder } from '../newproject.ts'
import { createProject, type OpenOptions, type ProjectFile } from '../store/project.ts'

/** As many records as one act may make. */
const MOST = 100_000

/** What there is to do to take contents in, worked out before anything is done. */
export type Taking = Readonly<{ change: Change; losses: readonly Loss[] }>

/** @throws Failure 'invalid-input' when the contents do not fit together */
export function planTaking(project: ProjectFile, contents: ProjectContents): Taking {
  const { codebooks, codes } = project.codebook()
  return takeContents(
    {
      record: (kind, id) => project.record(kind, id),
      codebooks: codebooks.map(({ name }) => name),
      shortcuts: codes.map(({ shortcut }) => shortcut).filter((key) => key !== ''),
    },
    contents,
    randomUUID,
  )
}

/**
 * Takes contents in as one act; nothing where the project holds all of them.
 * @throws Failure when they do not fit, or are more than one act may hold; then nothing was changed
 */
export function carryOut(
  project: ProjectFile,
  { change }: Taking,
  { name, texts, layouts, originals }: Omit<ProjectContents, 'records'>,
): void {
  if (change.length > MOST)
    throw new Failure(
      'refused',
      'The file holds more than 100,000 records, too many for one act: make a new project of it. Nothing was changed.',
    )
  if (change.length > 0)
    project.commit(`Import “${name.slice(0, 120)}”`, change, { texts, layouts, originals, lost: lostIn(change, originals) })
}

/** Imported files that articles and earlier texts are said to come from and that are not there. */
function lostIn(change: Change, originals: ProjectContents['originals']): Sha256[] {
  const there = new Set(originals.map(({ sha256 }) => sha256))
  const named = change.flatMap(({ kind, after }) => ((kind === 'article' || kind === 'revision') && after?.originalSha256) || [])
  return [...new Set(named)].filter((sha256) => !there.has(sha256))
}

/** Makes a project of contents, in as few acts as hold them, and opens it. @throws Failure; then there is no new file */
export function projectFrom(file: string, contents: ProjectContents, options: OpenOptions): ProjectFile {
  const { name, texts, layouts, originals, analyst, records } = contents
  const coder = records.coder.find(({ id }) => id === analyst) ?? freshCoder()
  const project = createProject(file, { name: name || path.basename(file, EXTENSION), coder, codebooks: [], codes: [] }, options)
  try {
    const { change } = planTaking(project, contents)
    for (let at = 0; at < change.length; at += MOST) {
      const part = change.slice(at, at + MOST)
      const brought = { texts, layouts, originals, lost: lostIn(change, originals) }
      project.commit(`Import “${name.slice(0, 120)}”`, part, at === 0 ? brought : undefined)
    }
    return project
  } catch (error) {
    project.close()
    rmSync(file, { force: true })
    throw error
  }
}
