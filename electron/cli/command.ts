// What every command of the command line is made of.
import path from 'node:path'
import type { PdfPage } from '../export/pdf.ts'
import type { ReadFile } from '../importing.ts'
import { openProject, type ProjectFile } from '../store/project.ts'

type Writer = Readonly<{ write: (text: string) => unknown }>
export type Environment = Readonly<{
  stdout: Writer
  stderr: Writer
  /** Whether somebody watches standard error. */
  watched?: boolean
  /** Is aborted when the command is interrupted. */
  interrupted?: AbortSignal
  version: string
  /** Where the built-in codebook is. */
  corpusFolder: string
  nativeBinding?: string | undefined
  /** Reads a file at a distance from the command. */
  read: ReadFile
  /** Only the desktop app with a display can lay out pages. */
  printPdf?: ((page: PdfPage) => Promise<Uint8Array>) | undefined
}>

/** Exit codes: `failed` is a check that found something. */
export const EXIT = { ok: 0, failed: 1, usage: 2, refused: 3, inputOutput: 4, interrupted: 130 } as const

export type Command = Readonly<{
  usage: string
  summary: string
  run: (argv: readonly string[], environment: Environment) => number | Promise<number>
}>

/** The command line was not understood. */
export class UsageError extends Error {}

/** @throws UsageError when an option that must be there is not */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is missing`)
  return value
}

export const writeJson = (to: Writer, value: unknown): void => void to.write(`${JSON.stringify(value)}\n`)

/** Opens a project for one command, for reading only unless it is to be written to, and closes it after. */
export function withProject<T>(file: string, { nativeBinding }: Environment, readOnly: boolean, use: (project: ProjectFile) => T): T {
  const project = openProject(path.resolve(file), { nativeBinding, readOnly })
  try {
    return use(project)
  } finally {
    project.close()
  }
}

/** Opens a project for a command that takes its time over reading it, at one point in time, and closes it after. */
export async function whileOpen<T>(file: string, { nativeBinding }: Environment, use: (project: ProjectFile) => Promise<T>): Promise<T> {
  const project = openProject(path.resolve(file), { nativeBinding, readOnly: true, snapshot: true })
  try {
    return await use(project)
  } finally {
    project.close()
  }
}
