// What each call of the contract does. Dialogs, printing and the browser come in as functions, so that all of it runs in
// plain Node.
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { CodebookFormat, ReportFormat, themes } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { OnStep } from '../shared/job.ts'
import type { Coder } from '../shared/records.ts'
import { overviewOf } from './analysing.ts'
import { cardHandlers } from './cards.ts'
import { chartHandlers } from './charthandlers.ts'
import { codebookHandlers } from './codebookhandlers.ts'
import { correctionHandlers } from './corrections.ts'
import { articlesOf } from './definitions.ts'
import type { Desk } from './desk.ts'
import { exchangeHandlers } from './exchangehandlers.ts'
import type { PdfPage } from './export/pdf.ts'
import { fetchPage } from './fetching.ts'
import { asFile } from './intake.ts'
import { openableUrl } from './links.ts'
import { EXTENSION } from './newproject.ts'
import { findOccurrences } from './occurrences.ts'
import { comparingHandlers } from './pairs.ts'
import { Passages } from './passages.ts'
import type { Handlers } from './reply.ts'
import { reportHandlers } from './reporthandlers.ts'
import { goneBy, restoring } from './restoring.ts'
import { splitHandlers } from './splithandlers.ts'
import type { ProjectFile } from './store/project.ts'
import { suggestionHandlers } from './suggesting.ts'
import { versionHandlers } from './versions.ts'
import { reportingWords } from './words.ts'

export type SaveKind = 'project' | 'data' | ReportFormat | CodebookFormat
export type Outside = Readonly<{
  /** Asks for what is to be opened; empty when cancelled. */
  choose: (what: 'project' | 'files' | 'folder' | 'file' | 'codebook' | 'report' | 'data') => Promise<readonly string[]>
  /** Asks where to save; `null` when cancelled. */
  place: (kind: SaveKind, suggested: string) => Promise<string | null>
  agreeToOpen: (url: string) => Promise<boolean>
  browse: (url: string) => Promise<void>
  printPdf: (page: PdfPage, signal?: AbortSignal, onStep?: OnStep) => Promise<Uint8Array>
  setTheme: (theme: (typeof themes)[number]) => void
}>

/** A title as the name of a file on any system. */
const fileNameOf = (title: string) =>
  title
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80) || 'report'

/** How a name must end; the first ending is given to one that has none of them. */
const endings = {
  project: [EXTENSION],
  html: ['.html', '.htm'],
  pdf: ['.pdf'],
  docx: ['.docx'],
  md: ['.md', '.markdown'],
  json: ['.json'],
  csv: ['.csv'],
  qdc: ['.qdc'],
} as const

/** A name that gets its ending here has not been asked about by the dialog, so it never takes the place of a file. */
function withEnding(file: string, allowed: readonly string[]): string {
  if (allowed.some((ending) => file.toLowerCase().endsWith(ending))) return file
  const whole = `${file}${allowed[0]}`
  if (existsSync(whole)) throw new Failure('refused', `There is a file “${path.basename(whole)}” already. Choose another name.`)
  return whole
}

export function handlersOf(desk: Desk, outside: Outside, version: string): Handlers {
  const passages = new Passages(desk.compare)
  const placeAs = async (kind: SaveKind, suggested: string, allowed: readonly string[]) => {
    const file = await outside.place(kind, `${suggested}${allowed[0]}`)
    return file === null ? null : withEnding(file, allowed)
  }
  const place = (kind: keyof typeof endings, suggested: string) => placeAs(kind, suggested, endings[kind])
  const step = (done: ReturnType<ProjectFile['undo']>) => {
    if (done === null) return null
    desk.changed(done.change)
    return done.label
  }

  return {
    'app.state': () => desk.state(),
    'app.theme': ({ theme }) => {
      outside.setTheme(theme)
      return true
    },
    'project.create': async () => {
      const file = await place('project', 'New project')
      return file !== null && desk.create(file)
    },
    'project.open': async () => {
      const [file] = await outside.choose('project')
      return file !== undefined && desk.open(file)
    },
    'project.openRecent': ({ index }) => desk.openRecent(index),
    'project.openSample': () => desk.openSample(),
    'project.recover': ({ by }) => desk.recover(by),
    'project.saveCopy': async () => {
      const { project } = desk
      const file = await place('project', `${fileNameOf(project.name)} (copy)`)
      if (file !== null) project.saveCopy(file)
      return file
    },
    'project.count': ({ counted }) => {
      desk.count(counted)
      return true
    },
    'project.renameCoder': ({ name }) => {
      const { project } = desk
      const before = project.coder()
      const after: Coder = { ...before, name }
      const change = [{ kind: 'coder', before, after }] as const
      project.commit(`Name the coder “${name.slice(0, 120)}”`, change)
      desk.changed(change)
      return true
    },

    'job.cancel': ({ job }) => desk.jobs.cancel(job),

    'library.list': (query) => desk.project.library(query),
    'library.search': (query) => desk.project.search(query),
    'library.collections': () => desk.project.collections(),
    'study.open': () => desk.project.study(),
    'definition.list': () => desk.project.definitions(),
    'definition.articles': (sought) => articlesOf(desk.project, sought),
    'occurrences.find': (query) => findOccurrences(desk.project, query),
    'article.open': ({ id }) => desk.openArticle(id),
    ...correctionHandlers(desk),
    ...versionHandlers(desk, () => outside.choose('file'), version),
    'highlight.find': ({ ids }) => desk.project.highlights(ids),

    'collection.analyse': async ({ collection }) => overviewOf(await desk.analyse(collection)),

    ...chartHandlers(desk),

    'entity.list': () => desk.project.entities(),
    'entity.uses': ({ ids }) => desk.project.usesOf(ids),
    'words.reporting': () => reportingWords(desk.corpus),
    ...suggestionHandlers(desk),

    'import.choose': async ({ what }) => {
      const chosen = await outside.choose(what)
      return chosen.length === 0 ? null : desk.takeFiles(chosen)
    },
    'import.resume': () => desk.resumeImport(),
    'import.forget': () => desk.forgetImport(),
    'import.link': ({ url, privately }) => {
      const get = async (signal: AbortSignal) => {
        const { source, address } = await fetchPage(url, { privately, signal })
        return { source, way: { via: 'link', address } } as const
      }
      return desk.takeIn([{ name: url, get }])
    },
    'import.files': ({ files }) => desk.takeIn(files.map((source) => ({ name: source.name, get: () => ({ source, way: asFile }) }))),
    'import.paste': async ({ text, html }) => {
      const { pastedFile } = await import('./import/import.ts')
      return desk.takeIn([{ name: 'pasted text', get: () => ({ source: pastedFile(text, html), way: { via: 'paste', address: '' } }) }])
    },
    'import.again': ({ tokens, password, columns }) => desk.takeAgain(tokens, { password, columns }),
    ...splitHandlers(desk),

    ...codebookHandlers(desk, { choose: () => outside.choose('codebook'), place: (format, name) => place(format, fileNameOf(name)) }),

    ...exchangeHandlers(desk, { choose: outside.choose, place: (allowed, name) => placeAs('data', fileNameOf(name), allowed) }, version),

    commit: ({ label, change }) => {
      const done = desk.project.commit(label, change)
      desk.changed(change)
      return done
    },
    undo: () => step(desk.project.undo()),
    redo: () => step(desk.project.redo()),
    'journal.search': (query) => desk.project.journal(query),
    'journal.gone': ({ seq }) => goneBy(desk.project, seq),
    'journal.restore': ({ seq, ids }) => {
      const { project } = desk
      const change = restoring(project, seq, ids)
      if (change.length === 0) throw new Failure('not-found', 'They are back already.')
      const label = ids.length === 1 ? 'Restore highlight' : `Restore ${ids.length.toLocaleString('en')} highlights`
      project.commit(label, change)
      desk.changed(change)
      return label
    },
    'coder.list': () => desk.project.coders(),

    'draft.put': ({ key, text }) => {
      desk.project.drafts.put(key, text)
      return true
    },
    'draft.get': ({ key }) => desk.project.drafts.get(key),
    'draft.drop': ({ key }) => {
      desk.project.drafts.drop(key)
      return true
    },

    ...comparingHandlers(desk, passages),
    ...cardHandlers(desk, passages),

    ...reportHandlers(
      desk,
      {
        place: (format, name) => place(format, fileNameOf(name)),
        choose: () => outside.choose('report'),
        printPdf: outside.printPdf,
      },
      version,
    ),
    'setting.get': ({ key }) => desk.project.settings.get(key),
    'setting.put': ({ key, value }) => {
      desk.project.settings.put(key, value)
      return true
    },

    'link.open': async ({ url }) => {
      const address = openableUrl(url)
      if (address === null) throw new Failure('refused', 'Only plain http and https addresses can be opened.')
      if (!(await outside.agreeToOpen(address))) return false
      await outside.browse(address)
      return true
    },
  }
}
