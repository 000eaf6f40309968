// Taking articles in: the ways there, and the dialogs that say what came of it.
import { useState } from 'react'
import type { ImportReport, OpenArticle, Project } from '../../shared/contract.ts'
import type { ArticleId } from '../../shared/ids.ts'
import { plainlyTaken, splitInto } from '../features/importing/entries.ts'
import { call } from '../state/api.ts'
import { useCommands } from '../state/commands.ts'
import { useTell } from '../state/notice.ts'
import { useWorkspace } from '../state/workspace.ts'
import { loaded } from '../ui/loaded.tsx'

const ImportDialog = loaded(() => import('../features/importing/ImportDialog.tsx').then((file) => file.ImportDialog))
const LinkDialog = loaded(() => import('../features/importing/LinkDialog.tsx').then((file) => file.LinkDialog))
const SplitDialog = loaded(() => import('../features/importing/SplitDialog.tsx').then((file) => file.SplitDialog))

export type Importing = ReturnType<typeof useImporting>

/** What is being taken in; offers the ways to do so as commands. */
export function useImporting({ readOnly }: Project, open: OpenArticle | undefined) {
  const [, move] = useWorkspace()
  const { say, fail } = useTell()
  const [report, setReport] = useState<ImportReport | null>(null)
  const [splitting, setSplitting] = useState<ArticleId | null>(null)
  const [linking, setLinking] = useState(false)

  /** Shows what came in: the article, and the report where there is something to look at. */
  const taken = (made: ImportReport) => {
    const first = made.taken[0] ?? made.known[0]
    if (first !== undefined) move({ to: 'open', id: first.id })
    const plain = plainlyTaken(made)
    if (plain === null) setReport(made)
    else say(`Imported “${plain.title}” (${plain.encoding})`)
  }
  const take = (imported: Promise<ImportReport | null>) => void imported.then((made) => made !== null && taken(made)).catch(fail)
  const choose = (what: 'files' | 'folder' | 'link') => (what === 'link' ? setLinking(true) : take(call('import.choose', { what })))

  useCommands({
    'import.files': () => choose('files'),
    'import.link': () => choose('link'),
    'import.folder': () => choose('folder'),
    ...(readOnly || open === undefined ? {} : { 'edit.split': () => setSplitting(open.article.id) }),
  })
  return { report, setReport, splitting, setSplitting, linking, setLinking, taken, take, choose }
}

export function ImportDialogs({ importing }: Readonly<{ importing: Importing }>) {
  const [, move] = useWorkspace()
  const { report, setReport, splitting, setSplitting, linking, setLinking, taken } = importing
  return (
    <>
      {report === null ? null : (
        <ImportDialog
          report={report}
          onReport={setReport}
          onOpen={(id) => move({ to: 'open', id })}
          onBeside={(pair) => {
            setReport(null)
            move({ to: 'compare', panes: pair })
          }}
          onSplit={setSplitting}
        />
      )}
      {linking ? (
        <LinkDialog
          onClose={() => setLinking(false)}
          onReport={(made) => {
            setLinking(false)
            taken(made)
          }}
        />
      ) : null}
      {splitting === null ? null : (
        <SplitDialog
          id={splitting}
          onClose={() => setSplitting(null)}
          onSplit={(ids) => {
            if (report !== null) setReport(splitInto(report, splitting, ids))
            setSplitting(null)
            if (ids[0] !== undefined) move({ to: 'open', id: ids[0] })
          }}
        />
      )}
    </>
  )
}
