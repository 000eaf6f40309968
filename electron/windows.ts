// Windows and what their pages may do: nothing but show the app's own page and call the contract.
import { app, BrowserWindow, type Rectangle, type Session, screen, type WebContents } from 'electron'
import type { EventName, Events } from '../shared/contract.ts'
import type { Place } from './preferences.ts'
import { shutIn } from './protocol.ts'

const SMALLEST = { width: 760, height: 520 }
const USUAL = { width: 1440, height: 920 }

/** Only writing plain content to the clipboard is granted, to any page in any session. */
const granted = (permission: string) => permission === 'clipboard-sanitized-write'

function guardSession(session: Session, allowed: readonly string[]): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(granted(permission)))
  session.setPermissionCheckHandler((_contents, permission) => granted(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  shutIn(session, allowed)
}

/** A page stays where it is: reloads pass, every other navigation, window and embedded page is refused. */
function guardContents(contents: WebContents): void {
  const stay = (event: Readonly<{ url: string; preventDefault: () => void }>) => {
    if (event.url !== contents.getURL()) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** To be called before the first session or page is made. `allowed` are the beginnings of the only addresses that load. */
export function guardEverything(allowed: readonly string[]): void {
  app.on('session-created', (session) => guardSession(session, allowed))
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

/** The remembered place, if enough of it is on a screen that is there now. */
function visible(place: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(place)
  const across = Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x)
  const down = Math.min(place.y + place.height, workArea.y + workArea.height) - Math.max(place.y, workArea.y)
  return across >= 200 && down >= 200
}

/** The windows that show the app's page (a report is printed in a window of its own, which hears nothing). */
const opened = new Set<BrowserWindow>()

type WindowOptions = Readonly<{ url: string; preload: string; place: Place | null; keepPlace: (place: Place) => void }>

export function openWindow({ url, preload, place, keepPlace }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...(place !== null && visible(place) ? { x: place.x, y: place.y, width: place.width, height: place.height } : USUAL),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Parallax',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  opened.add(window)
  window.on('closed', () => opened.delete(window))
  if (place?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepPlace({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  reloadAfterCrash(window.webContents)
  void window.loadURL(url).catch((error: unknown) => console.error('the page did not load:', error))
  return window
}

const MOST_CRASHES = 3
const CRASH_SPAN = 60_000

/** Work is on disk before the screen says so, so a page that died is simply loaded again: up to three times a minute. */
function reloadAfterCrash(contents: WebContents): void {
  let crashes: number[] = []
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < CRASH_SPAN), now]
    console.error(`the page's process ended: ${reason}`)
    if (crashes.length <= MOST_CRASHES) contents.reload()
  })
}

/** Tells every window that something happened. */
export function announce<E extends EventName>(name: E, event: Events[E]): void {
  for (const window of opened) window.webContents.send(name, event)
}

export const currentWindow = (): BrowserWindow | undefined => [...opened].find((window) => window.isFocused()) ?? [...opened][0]

export function focusWindow(): BrowserWindow | undefined {
  const window = currentWindow()
  if (window?.isMinimized()) window.restore()
  window?.focus()
  return window
}
