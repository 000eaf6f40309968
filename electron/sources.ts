// Source files on the analyst's disk. What is chosen may be anything: only regular files of a sane size are read, each once and
// through one handle, so that nothing can be swapped between the check and the reading.
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import path from 'node:path'
import { MAX_FILE_BYTES } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { SourceFile } from '../shared/imported.ts'
import { importable } from './import/extensions.ts'

const MAX_FILES = 20_000
const MAX_DEPTH = 32
const MAX_NAME = 1_000
/** Bytes of a file of data: a project as JSON has its imported files in it. */
export const MOST_DATA = 480 * 1024 * 1024

export type Refusal = Readonly<{ name: string; reason: string }>
export type Gathered = Readonly<{ files: readonly string[]; refused: readonly Refusal[] }>

/** A project file and what lies beside it. To open and close one that is in use would also drop the locks on it. */
const ofProject = /\.parallax(?:$|[-.])/i

/** Browsers put what a saved page needs into a folder of its name: it belongs to the page, not to the analyst. */
const ofPage =
  /(?:[_-](?:files?|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|pliki|soubory|dosyalar|tiedostot|filer|elemei|datoteke|fajlovi|fitxers)|\.files)$/i
const belongsToPage = (entry: string, beside: ReadonlySet<string>) =>
  ofPage.test(entry) && ['.html', '.htm'].some((extension) => beside.has(entry.replace(ofPage, extension)))

/**
 * Lists the files to be read: those named themselves, and all below the folders among them in the order of their names.
 * Links are never followed; hidden files in folders are passed over.
 */
export function gather(chosen: readonly string[]): Gathered {
  const files: string[] = []
  const refused: Refusal[] = []
  const visit = (at: string, depth: number) => {
    const name = path.basename(at)
    const refuse = (reason: string) => void refused.push({ name, reason })
    if (files.length >= MAX_FILES) return
    const found = lstatSync(at, { throwIfNoEntry: false })
    if (found === undefined) refuse('It is not there.')
    else if (found.isSymbolicLink()) refuse('It is a link to another place; choose the file itself.')
    else if (found.isDirectory()) {
      if (depth < MAX_DEPTH) visitFolder(at, depth)
      else refuse(`It lies more than ${MAX_DEPTH} folders deep.`)
    } else if (!found.isFile()) refuse('It is not a regular file.')
    else if (ofProject.test(name)) refuse('It is a Parallax project, not an article: open it instead.')
    else if (depth > 0 && !importable.includes(path.extname(name).slice(1).toLowerCase()))
      refuse('It is not of a format that Parallax reads.')
    else files.push(at)
  }
  const visitFolder = (at: string, depth: number) => {
    const entries = readdirSync(at).filter((entry) => !entry.startsWith('.'))
    const beside = new Set(entries)
    for (const entry of entries.toSorted()) if (!belongsToPage(entry, beside)) visit(path.join(at, entry), depth + 1)
  }
  for (const at of chosen) visit(at, 0)
  if (files.length >= MAX_FILES) refused.push({ name: 'the rest', reason: `At most ${MAX_FILES} files are taken at once.` })
  return { files, refused }
}

/** @throws Failure 'refused' for what is not a regular file of at most `most` bytes, 'not-found', 'input-output' */
export function readSource(file: string, most = MAX_FILE_BYTES): SourceFile {
  const name = path.basename(file)
  if (name.length > MAX_NAME) throw new Failure('refused', 'Its name is too long.')
  // Neither follows a link nor waits for the other end of a pipe; both are unknown to Windows, which has neither here.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  let handle: number
  try {
    handle = openSync(file, flags)
  } catch (error) {
    throw unreadable(error)
  }
  try {
    const found = fstatSync(handle)
    const { size } = found
    if (!found.isFile()) throw new Failure('refused', 'It is not a regular file.')
    if (size > most) throw new Failure('refused', `It is larger than ${most >> 20} MiB.`)
    const bytes = new Uint8Array(size)
    let at = 0
    while (at < size) {
      const read = readSync(handle, bytes, at, size - at, at)
      if (read === 0) break
      at += read
    }
    return { name, bytes: bytes.subarray(0, at) }
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(error)
  } finally {
    closeSync(handle)
  }
}

function unreadable(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('not-found', 'It is not there.')
  if (code === 'ELOOP') return new Failure('refused', 'It is a link to another place; choose the file itself.')
  if (code === 'EACCES' || code === 'EPERM') return new Failure('input-output', 'You may not read it.')
  if (code === 'EISDIR' || code === 'ENXIO') return new Failure('refused', 'It is not a regular file.')
  return new Failure('input-output', 'It could not be read.')
}
