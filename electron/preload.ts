import { contextBridge, ipcRenderer } from 'electron'
import { channels, eventNames } from '../shared/channels.ts'

const calls = channels.map((name) => [name, (input: unknown) => ipcRenderer.invoke(name, input)] as const)
const on = (name: string, listener: (payload: unknown) => void) => {
  if (!(eventNames as readonly string[]).includes(name)) throw new TypeError('no such event')
  const hear = (_event: unknown, payload: unknown) => listener(payload)
  ipcRenderer.on(name, hear)
  return () => void ipcRenderer.off(name, hear)
}
contextBridge.exposeInMainWorld('parallax', Object.freeze({ ...Object.fromEntries(calls), on }))
