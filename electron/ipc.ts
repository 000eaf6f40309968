// Calls from pages: only the main frame of the app's own page is heard.
import { ipcMain, type WebFrameMain } from 'electron'
import { callNames } from '../shared/contract.ts'
import type { Reply } from '../shared/failure.ts'
import { answer, type Handlers } from './reply.ts'

type Options = Readonly<{
  isOwnPage: (url: string) => boolean
  checkOutput: boolean
  onSlow?: ((call: string, ms: number) => void) | undefined
}>
const SLOW = 16

export function serveCalls(handlers: Handlers, { isOwnPage, checkOutput, onSlow }: Options): void {
  for (const name of callNames)
    ipcMain.handle(name, async (event, raw: unknown): Promise<Reply<unknown>> => {
      // A frame that is gone by now has no sender (typed as never null in older Electrons).
      const frame: WebFrameMain | null = event.senderFrame
      if (frame === null || frame !== event.sender.mainFrame || frame.parent !== null || !isOwnPage(frame.url))
        return { ok: false, code: 'untrusted-sender', message: 'This page may not ask anything of Parallax.' }
      const started = performance.now()
      const reply = await answer(name, handlers, raw, checkOutput)
      const ms = performance.now() - started
      if (ms > SLOW) onSlow?.(name, ms)
      return reply
    })
}
