// No project is open: what to open, and for a file that would not open, why and what can be done.
import { FolderOpen, Plus, Sparkles } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { AppState } from '../../shared/contract.ts'
import { call } from '../state/api.ts'
import { type Notice, useTell } from '../state/notice.ts'
import { useAppCommands } from './appcommands.ts'
import { StatusLine } from './StatusLine.tsx'
import { TroubleReport } from './TroubleReport.tsx'

export function Welcome({ app, notice, onDismiss }: Readonly<{ app: AppState; notice: Notice | null; onDismiss: () => void }>) {
  const { fail } = useTell()
  const run = (promise: Promise<unknown>) => void promise.catch(fail)
  useAppCommands()
  return (
    <div className="app welcome">
      <main>
        <h1>Parallax</h1>
        <p>Compare how different sources tell the same story.</p>
        {app.trouble === null ? null : <TroubleReport trouble={app.trouble} title="This project could not be opened" />}
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
