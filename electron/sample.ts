// The sample project, made from the corpus folder: its articles go through the importer as any file does, its coding is read
// from `sample.json`, where people can write it. Ids and times follow from the corpus alone, so the same corpus gives the
// same project.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Step } from '../shared/change.ts'
import { addHighlight, editArticle, type Pen } from '../shared/commands.ts'
import { Failure } from '../shared/failure.ts'
import { type CodeId, CoderId } from '../shared/ids.ts'
import type { Article, Code } from '../shared/records.ts'
import { proposedStudy } from '../shared/study.ts'
import type { Range } from '../shared/text.ts'
import { builtInCodebook } from './codebook.ts'
import { importText } from './import/import.ts'
import { takeIn } from './intake.ts'
import { placeFile } from './store/files.ts'
import { createProject, type OpenOptions, openProject, type ProjectFile } from './store/project.ts'

/** One stretch that the sample's coder marked: its words (several pieces for a discontinuous highlight), codes and note. */
const Mark = z.strictObject({
  quote: z.union([z.string().min(1), z.array(z.string().min(1)).min(2)]),
  /** Which of the places with these words, from 1; to be left out when there is only one. */
  nth: z.int().positive().exactOptional(),
  codes: z.array(z.string()).min(1),
  note: z.string().exactOptional(),
})
type Mark = z.infer<typeof Mark>

const line = z.string().exactOptional()
const Sample = z.strictObject({
  project: z.string(),
  coder: z.string(),
  collection: z.string(),
  articles: z.array(
    z.strictObject({
      file: z.string(),
      /** As the analyst gives it; what is left out stays as the importer proposed. */
      fields: z.strictObject({ title: line, outlet: line, author: line, date: line, url: line, language: line }),
      memo: z.string(),
      marks: z.array(Mark),
    }),
  ),
})

const BEGAN = Date.UTC(2025, 3, 22, 9)
const MINUTE = 60_000

/**
 * Where a mark lies in the text of an article.
 * @throws Failure 'invalid-input' that names the words, when they are not there or not in one place only
 */
export function placeMark(file: string, text: string, { quote, nth }: Pick<Mark, 'quote' | 'nth'>): Range[] {
  return [quote].flat().map((words) => {
    const places: number[] = []
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) places.push(at)
    const start = places[(nth ?? 1) - 1]
    if (start === undefined || places.length > 1 !== (nth !== undefined)) {
      const asked = nth === undefined ? 'in one place' : `in several places, of which this is number ${nth}`
      throw new Failure('invalid-input', `${file}: “${words}” should stand ${asked}; it stands in ${places.length}.`)
    }
    return { start, end: start + words.length }
  })
}

function fill(project: ProjectFile, folder: string, sample: z.infer<typeof Sample>, codes: readonly Code[], clock: Clock): void {
  const idOf = new Map<string, CodeId>(codes.map(({ key, id }) => [key, id]))
  for (const { file, fields, memo, marks } of sample.articles) {
    const name = path.parse(file).name
    let made = 0
    const pen: Pen = { coderId: project.coder().id, now: clock.now, newId: () => (made++ === 0 ? name : `${name}.${made - 1}`) }
    const source = { name: file, bytes: new Uint8Array(readFileSync(path.join(folder, 'articles', file))) }
    const imported = importText(source)
    const article = takeIn(project, source, [imported], { ...pen, version: '' }).articles[0] as Article
    const steps: Step[] = [...editArticle(article, { ...fields, collection: sample.collection, memo })]
    for (const mark of marks) {
      const wanted = mark.codes.map((key) => {
        const id = idOf.get(key)
        if (id === undefined) throw new Failure('invalid-input', `${file}: no code has the key ${key}.`)
        return id
      })
      clock.tick()
      steps.push(...addHighlight(pen, { id: article.id, text: imported.text }, placeMark(file, imported.text, mark), wanted, mark.note))
    }
    clock.tick()
    project.commit(`Describe and code “${fields.title ?? article.title}”`, steps)
  }
}

/** Time in the sample: a minute for each act, from a fixed morning on. */
class Clock {
  #at = BEGAN
  readonly now = (): number => this.#at
  tick(): void {
    this.#at += MINUTE
  }
}

/**
 * Makes the sample project, whole or not at all, and opens it.
 * @throws Failure 'refused' when there is a file already; 'invalid-input' when the corpus does not fit itself, saying where
 */
export function buildSample(corpusFolder: string, file: string, options: OpenOptions = {}): ProjectFile {
  if (existsSync(file)) throw new Failure('refused', `“${path.basename(file)}” is there already. Nothing was changed.`)
  const sample = Sample.parse(JSON.parse(readFileSync(path.join(corpusFolder, 'sample.json'), 'utf8')))
  const codebook = builtInCodebook(corpusFolder)
  placeFile(file, (temporary) => {
    const clock = new Clock()
    const coder = { id: CoderId.parse('sample-coder'), name: sample.coder }
    const project = createProject(
      temporary,
      { name: sample.project, coder, study: proposedStudy(codebook.codes), ...codebook },
      { ...options, now: clock.now },
    )
    try {
      fill(project, corpusFolder, sample, codebook.codes, clock)
    } finally {
      project.close()
    }
  })
  return openProject(file, options)
}
