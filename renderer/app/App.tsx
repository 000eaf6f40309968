// The window: what is open, what to do when nothing is, and everything that concerns the whole page.
import { useCallback, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { messageOf } from '../../shared/failure.ts'
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
      fail: (error) => setNotice({ kind: 'failed', text: messageOf(error), at: Date.now() }),
    }),
    [],
  )
  const dismiss = useCallback(() => setNotice(null), [])
  if (app === undefined) return <div className="app" aria-busy />
  return (
    <I18nProvider locale="en-GB">
      <NoticeContext value={tell}>
        {app.project === null ? (
          <Welcome app={app} notice={notice} onDismiss={dismiss} />
        ) : (
          <Desk key={app.project.path} project={app.project} notice={notice} onDismiss={dismiss} />
        )}
      </NoticeContext>
    </I18nProvider>
  )
}
