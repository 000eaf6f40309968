// Names only, for the sandboxed preload: nothing of the contract's validation is bundled with it. A test holds both lists equal.
import type { CallName, EventName } from './contract.ts'

const calls: Record<CallName, true> = {
  'app.state': true,
  'app.theme': true,
  'project.create': true,
  'project.open': true,
  'project.openRecent': true,
  'project.openSample': true,
  'project.recover': true,
  'project.saveCopy': true,
  'project.renameCoder': true,
  'library.list': true,
  'library.search': true,
  'article.open': true,
  'highlight.find': true,
  'entity.list': true,
  'entity.uses': true,
  'import.choose': true,
  'import.files': true,
  'import.paste': true,
  'codebook.open': true,
  'codebook.counts': true,
  'codebook.codings': true,
  'codebook.merge': true,
  'codebook.schemes': true,
  'codebook.adopt': true,
  'codebook.import': true,
  'codebook.export': true,
  commit: true,
  undo: true,
  redo: true,
  'journal.search': true,
  'draft.put': true,
  'draft.get': true,
  'draft.drop': true,
  compare: true,
  'report.build': true,
  'report.export': true,
  'setting.get': true,
  'setting.put': true,
  'link.open': true,
}
const events: Record<EventName, true> = { changed: true, project: true, progress: true, command: true }

export const channels = Object.keys(calls) as readonly CallName[]
export const eventNames = Object.keys(events) as readonly EventName[]
