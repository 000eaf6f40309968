// No project is open: what to open, and for a file that would not open, why and what can be done.
import { FileWarning, FolderOpen, Plus, Sparkles } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { AppState, Trouble } from '../../shared/contract.ts'
import { call } from '../state/api.ts'
import { type Notice, useTell } from '../state/notice.ts'
import { useAppCommands } from './appcommands.ts'
import { StatusLine } from './StatusLine.tsx'

export function Welcome({ app, notice, onDismiss }: Readonly<{ app: AppState; notice: Notice | null; onDismiss: () => void }>) {
  const { fail } = useTell()
  const run = (promise: Promise<unknown>) => void promise.catch(fail)
  useAppCommands()
  return (
    <div className="app welcome">
      <main>
        <h1>Parallax</h1>
        <p>Compare how different sources tell the same story.</p>
        {app.trouble === null ? null : <TroubleReport trouble={app.trouble} onChoose={(by) => run(call('project.recover', { by }))} />}
        <div className="choices">
          <Button onPress={() => run(call('project.openSample'))}>
            <Sparkles size={16} aria-hidden /> Open the sample project
          </Button>
          <Button onPress={() => run(call('project.create'))}>
            <Plus size={16} aria-hidden /> New project…
          </Button>
          <Button onPress={() => run(call('project.open'))}>
            <FolderOpen size={16} aria-hidden /> Open project…
          </Button>
        </div>
        {app.recent.length === 0 ? null : (
          <section aria-label="Recent projects">
            <h2>Recent</h2>
            <ul className="recent">
              {app.recent.map((recent, index) => (
                <li key={recent.path}>
                  <Button className="quiet" onPress={() => run(call('project.openRecent', { index }))}>
                    {recent.name} <small dir="ltr">{recent.path}</small>
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <StatusLine project={null} notice={notice} onDismiss={onDismiss} />
    </div>
  )
}

function TroubleReport({ trouble, onChoose }: Readonly<{ trouble: Trouble; onChoose: (by: 'backup' | 'salvage' | 'dismiss') => void }>) {
  const { backup } = trouble
  return (
    <section className="trouble" role="alert">
      <h2>
        <FileWarning size={18} aria-hidden /> This project could not be opened
      </h2>
      <p className="path" dir="ltr">
        {trouble.file}
      </p>
      <p>{trouble.reason}</p>
      <p className="facts">The file has been left exactly as it is.</p>
      <div className="choices">
        {backup === null ? null : (
          <Button onPress={() => onChoose('backup')}>
            Open the backup of {new Date(backup.at).toLocaleString()} ({backup.articles} articles, {backup.highlights} highlights)
          </Button>
        )}
        {trouble.salvage ? <Button onPress={() => onChoose('salvage')}>Salvage what can be read into a new file</Button> : null}
        <Button className="quiet" onPress={() => onChoose('dismiss')}>
          Leave it
        </Button>
      </div>
    </section>
  )
}
