// The codebook that every project starts with, from the corpus folder.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { codebookRecords } from '../shared/codebook.ts'
import type { Start } from './store/project.ts'

/** @throws ZodError when the folder's codebook is not one, and what reading a file throws */
export function builtInCodebook(corpusFolder: string): Pick<Start, 'codebooks' | 'codes'> {
  const { codebook, codes } = codebookRecords(JSON.parse(readFileSync(path.join(corpusFolder, 'codebook.json'), 'utf8')))
  return { codebooks: [codebook], codes }
}
