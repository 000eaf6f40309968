// What the words after the program's name ask for.
import path from 'node:path'
import { EXTENSION } from './newproject.ts'

/** The command and its arguments after `--headless`; `null` when windows are wanted. */
export function commandAmong(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf('--headless')
  return at < 0 ? null : argv.slice(at + 1)
}

/** The project file that is named (the last one), from the folder where that was said; `null` for none. */
export function projectAmong(argv: readonly string[], folder: string): string | null {
  const named = argv.slice(1).findLast((argument) => argument.endsWith(EXTENSION) && !argument.startsWith('-'))
  return named === undefined ? null : path.resolve(folder, named)
}
