// Projects that last as long as a test.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { sha256Of } from '../../electron/store/contents.ts'
import { createProject, type OpenOptions, openProject, type ProjectFile } from '../../electron/store/project.ts'
import { start } from './store.ts'

export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallax-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const newFile = (name = 'test.parallax'): string => path.join(tempFolder(), name)

/** A new project that is closed when the test ends. */
export function newProject(options: OpenOptions = {}, file = newFile()): ProjectFile {
  return closedAtEnd(createProject(file, start, options))
}

export const reopened = (file: string, options: OpenOptions = {}): ProjectFile => closedAtEnd(openProject(file, options))

function closedAtEnd(project: ProjectFile): ProjectFile {
  onTestFinished(() => project.close())
  return project
}

/** Everything in a folder that must not change when a file is refused: names, bytes and times. */
export function stateOf(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const found = statSync(path.join(folder, name), { throwIfNoEntry: false })
      const bytes = found?.isFile() === true ? sha256Of(readFileSync(path.join(folder, name))) : ''
      return `${name} ${found?.size} ${found?.mtimeMs} ${bytes}`
    })
}
