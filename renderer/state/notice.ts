// What the status line says after an act, and what stays until it is read: failures.
import { createContext, useContext } from 'react'

export type Notice = Readonly<{ kind: 'said' | 'failed'; text: string; at: number }>
export type Tell = Readonly<{ say: (text: string) => void; fail: (error: unknown) => void }>

export const NoticeContext = createContext<Tell | null>(null)

export function useTell(): Tell {
  const tell = useContext(NoticeContext)
  if (tell === null) throw new Error('no notices above')
  return tell
}
