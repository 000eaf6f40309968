// What the calls about codebooks do.
import { randomUUID } from 'node:crypto'
import type { Change } from '../shared/change.ts'
import { losersIn, settleFamily } from '../shared/codebook/exclusive.ts'
import type { CodebookFile } from '../shared/codebook/file.ts'
import { mergeCodes } from '../shared/codebook/merge.ts'
import { below } from '../shared/codebook/tree.ts'
import type { CodebookFormat } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { ArticleId, CodeId } from '../shared/ids.ts'
import type { Code, Codebook } from '../shared/records.ts'
import { intake, readCodebook, schemes, schemeWith, writeCodebook } from './codebook.ts'
import type { Desk } from './desk.ts'
import { writeAtomically } from './export/file.ts'
import type { Handlers } from './reply.ts'
import { readSource } from './sources.ts'
import type { ProjectFile } from './store/project.ts'

const MOST_CODINGS = 10_000
const MOST_STEPS = 100_000

type Asking = Readonly<{
  choose: () => Promise<readonly string[]>
  /** Asks where to save a file of this format and name; `null` when cancelled. */
  place: (format: CodebookFormat, name: string) => Promise<string | null>
}>
type CodebookCall = Extract<keyof Handlers, `codebook.${string}`>

/** What must change in each article that clashes once the codes under a code exclude each other. */
function settling(project: ProjectFile, codes: ReadonlyMap<string, Code>, code: Code): Change[] {
  const family = { ...code, exclusive: true }
  const next = new Map(codes).set(code.id, family)
  const uses = new Map<ArticleId, number>()
  for (const { id } of below(codes, code))
    for (const { articleId } of project.codingsWith(id)) uses.set(articleId, (uses.get(articleId) ?? 0) + 1)
  const pen = { coderId: project.coder().id, now: () => project.now(), newId: randomUUID }
  return [...uses]
    .filter(([, count]) => count > 1)
    .map(([id]) => settleFamily(pen, next, family, project.openArticle(id)))
    .filter((change) => change.length > 0)
}

export function codebookHandlers(desk: Desk, asking: Asking): Pick<Handlers, CodebookCall> {
  const codes = (): ReadonlyMap<string, Code> => new Map(desk.project.codebook().codes.map((code) => [code.id, code]))
  const codeOf = (held: ReadonlyMap<string, Code>, id: CodeId): Code => {
    const code = held.get(id)
    if (code === undefined) throw new Failure('not-found', 'This code is not in the project. It may have been removed.')
    return code
  }
  const take = (file: CodebookFile, label: string): Codebook => {
    const { project } = desk
    const { codebook, change } = intake(file, project.codebook(), randomUUID)
    project.commit(`${label} “${codebook.name.slice(0, 120)}”`, change)
    desk.changed(change)
    return codebook
  }

  return {
    'codebook.open': () => desk.project.codebook(),
    'codebook.counts': ({ articleIds, counted }) => desk.project.counts(articleIds, counted),
    'codebook.codings': ({ codeId }) => desk.project.codingsWith(codeId).slice(0, MOST_CODINGS),
    'codebook.clashes': ({ codeId }) => {
      const changes = settling(desk.project, codes(), codeOf(codes(), codeId))
      return { highlights: changes.reduce((sum, change) => sum + losersIn(change).size, 0), articles: changes.length }
    },
    'codebook.exclude': ({ codeId }) => {
      const { project } = desk
      const before = codeOf(codes(), codeId)
      const change: Change = [{ kind: 'code', before, after: { ...before, exclusive: true } }, ...settling(project, codes(), before).flat()]
      if (change.length > MOST_STEPS)
        throw new Failure(
          'refused',
          `More than ${MOST_STEPS.toLocaleString('en')} codings clash. Nothing was changed. Recode some of them first.`,
        )
      project.commit(`Make “${before.name.slice(0, 80)}” exclusive`, change)
      desk.changed(change)
      return true
    },
    'codebook.merge': ({ from, into }) => {
      const { project } = desk
      const held = codes()
      const [source, target] = [codeOf(held, from), codeOf(held, into)]
      const change = mergeCodes(held, source, target, {
        from: project.codingsWith(from),
        into: project.codingsWith(into),
        orphans: project.orphans(),
      })
      project.commit(`Merge “${source.name.slice(0, 80)}” into “${target.name.slice(0, 80)}”`, change)
      desk.changed(change)
      return true
    },
    'codebook.schemes': () => schemes(desk.corpus),
    'codebook.adopt': ({ scheme }) => take(schemeWith(desk.corpus, scheme), 'Add codebook').id,
    'codebook.import': async () => {
      const { project } = desk
      const [chosen] = await asking.choose()
      if (chosen === undefined) return null
      const { name, bytes } = readSource(chosen)
      const { file, notes } = readCodebook(name, bytes, randomUUID)
      if (desk.project !== project) throw new Failure('conflict', 'Another project was opened meanwhile. Nothing was changed.')
      const taken = take(file, 'Import codebook')
      return { id: taken.id, name: taken.name, codes: file.codes.length, notes }
    },
    'codebook.export': async ({ id, format }) => {
      const { project } = desk
      const codebook = project.codebook().codebooks.find((each) => each.id === id)
      if (codebook === undefined) throw new Failure('not-found', 'This codebook is not in the project. It may have been removed.')
      const { text, notes } = writeCodebook(codebook, codes(), format)
      const file = await asking.place(format, codebook.name)
      if (file === null) return null
      writeAtomically(file, text, { never: [project.file] })
      return { file, notes }
    },
  }
}
