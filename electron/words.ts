// The word lists of the corpus folder.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ReportingWords } from '../shared/sourcing/lexicon.ts'

/** Verbs that report, in English. @throws ZodError when the file is not such a list, and what reading a file throws */
export function reportingWords(corpusFolder: string): ReportingWords {
  return ReportingWords.parse(JSON.parse(readFileSync(path.join(corpusFolder, 'words', 'reporting-en.json'), 'utf8')))
}
