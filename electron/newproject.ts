// A new project: an empty file with its coder and the codebook that Parallax starts with.
import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import path from 'node:path'
import { CoderId } from '../shared/ids.ts'
import type { Coder } from '../shared/records.ts'
import { proposedStudy } from '../shared/study.ts'
import { builtInCodebook } from './codebook.ts'
import { createProject, type OpenOptions, type ProjectFile } from './store/project.ts'

export const EXTENSION = '.parallax'

function userName(): string {
  try {
    return userInfo().username || 'Coder'
  } catch {
    // Some systems have no name for the user.
    return 'Coder'
  }
}

/** The analyst who makes a project. */
export const freshCoder = (): Coder => ({ id: CoderId.parse(randomUUID()), name: userName() })

/** Makes and opens it. @throws Failure when there is a file of that name, or none can be made */
export function newProject(file: string, corpusFolder: string, options: OpenOptions): ProjectFile {
  const coder = freshCoder()
  const codebook = builtInCodebook(corpusFolder)
  return createProject(file, { name: path.basename(file, EXTENSION), coder, study: proposedStudy(codebook.codes), ...codebook }, options)
}
