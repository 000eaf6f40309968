// The window: what is open, what to do when nothing is, and everything that concerns the whole page.
import { Component, type ReactNode, useCallback, useMemo, useState } from 'react'
import { Button, I18nProvider } from 'react-aria-components'
import { Failure, messageOf } from '../../shared/failure.ts'
import { useAnnouncements, useApp } from '../state/data.ts'
import { type Notice, NoticeContext, type Tell } from '../state/notice.ts'
import { Desk } from './Desk.tsx'
import { Welcome } from './Welcome.tsx'

export function App() {
  useAnnouncements()
  const app = useApp()
  const [notice, setNotice] = useState<Notice | null>(null)
  const tell = useMemo<Tell>(
    () => ({
      say: (text) => setNotice({ kind: 'said', text, at: Date.now() }),
      fail: (error) => {
        const kind = error instanceof Failure && error.code === 'cancelled' ? 'said' : 'failed'
        setNotice({ kind, text: messageOf(error), at: Date.now() })
      },
    }),
    [],
  )
  const dismiss = useCallback(() => setNotice(null), [])
  if (app === undefined) return <div className="app" aria-busy />
  return (
    <I18nProvider locale="en-GB">
      <NoticeContext value={tell}>
        <Mishap>
          {app.project === null ? (
            <Welcome app={app} notice={notice} onDismiss={dismiss} />
          ) : (
            <Desk key={app.project.path} project={app.project} notice={notice} onDismiss={dismiss} />
          )}
        </Mishap>
      </NoticeContext>
    </I18nProvider>
  )
}

/** What stands in for the window when a part of it fails: nothing is lost, as every act is on disk already. */
class Mishap extends Component<Readonly<{ children: ReactNode }>, Readonly<{ message: string | null }>> {
  override state = { message: null }

  static getDerivedStateFromError(error: unknown) {
    return { message: messageOf(error) }
  }

  override render() {
    if (this.state.message === null) return this.props.children
    return (
      <div className="app mishap" role="alert">
        <h1>This window has failed</h1>
        <p>Everything you did is saved. Loading the window again brings it back.</p>
        <pre>{this.state.message}</pre>
        <Button onPress={() => location.reload()}>Load again</Button>
      </div>
    )
  }
}
