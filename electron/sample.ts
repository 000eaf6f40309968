// The sample project, made from the corpus folder: its articles go through the importer as any file does, its coding is read
// from `sample.json`, where people can write it. Ids and times follow from the corpus alone, so the same corpus gives the
// same project.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Change, Step } from '../shared/change.ts'
import { addHighlight, editArticle, type Pen } from '../shared/commands.ts'
import { Failure } from '../shared/failure.ts'
import { ArticleId, type CodeId, CoderId, EntityId } from '../shared/ids.ts'
import type { Article, Code } from '../shared/records.ts'
import { addDefinition } from '../shared/report/definition.ts'
import { fromTemplate } from '../shared/report/templates.ts'
import { proposedStudy } from '../shared/study.ts'
import { builtInCodebook } from './codebook.ts'
import { importText } from './import/import.ts'
import { takeIn } from './intake.ts'
import { placeWords, SampleFile } from './samplefile.ts'
import { judgePair } from './samplejudging.ts'
import { linkSaid } from './samplesourcing.ts'
import { placeFile } from './store/files.ts'
import { createProject, type OpenOptions, openProject, type ProjectFile } from './store/project.ts'

const BEGAN = Date.UTC(2025, 3, 22, 9)
const MINUTE = 60_000

/** Articles go by their files' names. */
const nameOf = (file: string): string => path.parse(file).name
const idOf = (file: string): ArticleId => ArticleId.parse(nameOf(file))

/** Ids `name`, `name.1`, `name.2` and so on. */
function penWith(project: ProjectFile, clock: Clock, name: string, from = 0): Pen {
  let made = from
  return { coderId: project.coder().id, now: clock.now, newId: () => (made++ === 0 ? name : `${name}.${made - 1}`) }
}

function importAndCode(project: ProjectFile, folder: string, sample: SampleFile, codes: readonly Code[], clock: Clock): void {
  const codeIds = new Map<string, CodeId>(codes.map(({ key, id }) => [key, id]))
  for (const { file, fields, attributes, memo, marks } of sample.articles) {
    const pen = penWith(project, clock, nameOf(file))
    const source = { name: file, bytes: new Uint8Array(readFileSync(path.join(folder, 'articles', file))) }
    const imported = importText(source)
    const article = takeIn(project, source, [imported], { ...pen, version: '' }).articles[0] as Article
    const steps: Step[] = editArticle(article, { ...fields, collection: sample.collection, memo }).map((step) =>
      step.kind === 'article' && step.after !== null ? { ...step, after: { ...step.after, attributes } } : step,
    )
    for (const { quote, nth, codes: keys, note } of marks) {
      const wanted = keys.map((key) => {
        const id = codeIds.get(key)
        if (id === undefined) throw new Failure('invalid-input', `${file}: no code has the key ${key}.`)
        return id
      })
      clock.tick()
      const ranges = placeWords(file, imported.text, nth === undefined ? quote : { quote, nth })
      steps.push(...addHighlight(pen, { id: article.id, text: imported.text }, ranges, wanted, note))
    }
    clock.tick()
    project.commit(`Describe and code “${fields.title ?? article.title}”`, steps)
  }
}

/** What is made of the coded articles: who speaks in them, what two of them are beside each other, and the reports that are kept. */
function evaluate(project: ProjectFile, sample: SampleFile, codes: readonly Code[], clock: Clock): void {
  const entities = new Map(sample.entities.map(({ name }, i) => [name, EntityId.parse(`entity.${i + 1}`)]))
  const linked: Step[] = sample.entities.map((entity, i) => ({
    kind: 'entity',
    before: null,
    after: { ...entity, id: EntityId.parse(`entity.${i + 1}`), memo: '' },
  }))
  for (const { file, said } of sample.articles) {
    clock.tick()
    linked.push(...linkSaid(penWith(project, clock, `${nameOf(file)}.said`, 1), codes, project.openArticle(idOf(file)), said, entities))
  }
  project.commit('Link quotations to their sources', linked)

  for (const [i, pair] of sample.pairs.entries()) {
    const [a, b] = pair.files
    const both = [project.openArticle(idOf(a)), project.openArticle(idOf(b))] as const
    clock.tick()
    project.commit(
      `Judge “${both[0].article.outlet}” beside “${both[1].article.outlet}”`,
      judgePair(penWith(project, clock, `pair.${i + 1}`), both, pair, entities),
    )
  }

  const pen = penWith(project, clock, 'report', 1)
  clock.tick()
  const reports = sample.reports.flatMap(({ name, template, files, abstract }): Change => {
    const from =
      files === undefined
        ? { scope: 'collection' as const, collection: sample.collection }
        : { scope: 'chosen' as const, articleIds: files.map(idOf) }
    return addDefinition(pen, { ...fromTemplate(template, name), ...from, abstract })
  })
  project.commit(`Keep ${reports.length} reports`, reports)
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
  const sample = SampleFile.parse(JSON.parse(readFileSync(path.join(corpusFolder, 'sample.json'), 'utf8')))
  const codebook = builtInCodebook(corpusFolder)
  placeFile(file, (temporary) => {
    const clock = new Clock()
    const coder = { id: CoderId.parse('sample-coder'), name: sample.coder }
    const project = createProject(
      temporary,
      { name: sample.project, coder, study: { ...proposedStudy(codebook.codes), memo: sample.memo }, ...codebook },
      { ...options, now: clock.now },
    )
    try {
      importAndCode(project, corpusFolder, sample, codebook.codes, clock)
      evaluate(project, sample, codebook.codes, clock)
    } finally {
      project.close()
    }
  })
  return openProject(file, options)
}
