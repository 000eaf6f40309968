// Work on a project that never ends: highlights with codings, notes, removals, imports, undo and redo. After each act that
// is on disk its number and what it left are printed, so that whoever kills the process knows what must be there.
import type { ProjectFile } from '../../electron/store/project.ts'
import { addHighlight, removeHighlights, setNote } from '../../shared/commands.ts'
import { bridge, codeIds, importInto, penOf, seeded } from './store.ts'

export function workOn(project: ProjectFile, seed: number, say: (line: string) => void): void {
  const random = seeded(seed)
  const pen = penOf(`s${seed}`)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  say(`ready ${project.history().head}`)
  let articles = 0
  for (;;) {
    const { rows } = project.library({ filter: '', sort: 'imported', descending: false, offset: 0, limit: 50 })
    const row = rows.length === 0 ? undefined : pick(rows)
    const act = row === undefined ? 9 : Math.floor(random() * 10)
    const opened = row === undefined ? undefined : project.openArticle(row.id)
    const highlight = opened?.highlights[Math.floor(random() * opened.highlights.length)]
    if (row === undefined || opened === undefined || act === 9) {
      importInto(project, bridge(`s${seed}-${articles++}`))
    } else if (act === 8) {
      project.undo()
    } else if (act === 7) {
      project.redo()
    } else if (act === 6 && highlight !== undefined) {
      const codings = opened.codings.filter((coding) => coding.highlightId === highlight.id)
      project.commit('Remove', removeHighlights([{ highlight, codings }], opened.links))
    } else if (act === 5 && highlight !== undefined) {
      project.commit('Note', setNote(highlight, `note ${random()}`))
    } else {
      const start = Math.floor(random() * (opened.text.length - 40))
      project.commit('Highlight', addHighlight(pen, { id: row.id, text: opened.text }, [{ start, end: start + 40 }], codeIds))
    }
    say(`${project.history().head}`)
  }
}
