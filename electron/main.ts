// Where Parallax starts: as a command without a window, or as the one running instance with its windows, menus and calls.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { app, dialog, nativeTheme, shell, utilityProcess } from 'electron'
import { z } from 'zod'
import type { themes } from '../shared/contract.ts'
import { messageOf } from '../shared/failure.ts'
import { commandAmong, projectAmong } from './arguments.ts'
import { Comparing, type ComparingThread } from './comparing.ts'
import { Desk } from './desk.ts'
import { handlersOf, type Outside, type SaveKind } from './handlers.ts'
import { importable } from './import/extensions.ts'
import { type Child, Importing } from './importing.ts'
import { serveCalls } from './ipc.ts'
import { isOwnPage, manifestOf, ORIGIN } from './manifest.ts'
import { keepMenus } from './menu.ts'
import { nativeBinding } from './native.ts'
import { EXTENSION } from './newproject.ts'
import { PreferenceFile } from './preferences.ts'
import { printPdf } from './print.ts'
import { registerSchemes, servePages } from './protocol.ts'
import { MEMORY, startThread } from './thread.ts'
import { announce, currentWindow, focusWindow, guardEverything, openWindow } from './windows.ts'

const built = path.join(__dirname, '..')
/** A script that was built beside this one. */
const bundle = (name: string) => path.join(__dirname, `${name}.cjs`)
const corpusFolder = path.join(app.getAppPath(), 'corpus')
/** Only a development run may load its page from the server that builds it. */
const developmentUrl = app.isPackaged ? undefined : process.env.PARALLAX_DEV_URL

/** Milliseconds in which threads that are at work must have stopped when the app quits. */
const PATIENCE = 10_000

prepare()
const command = commandAmong(process.argv)
if (command === null) startWindows()
else runCommand(command)

/** What must be settled before Electron is ready. */
function prepare(): void {
  registerSchemes()
  // Without the system's sandbox (as root, in a container) enableSandbox() would end every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  if (process.env.PARALLAX_USER_DATA) app.setPath('userData', process.env.PARALLAX_USER_DATA)
  const served = developmentUrl === undefined ? [`${ORIGIN}/`] : [developmentUrl, developmentUrl.replace(/^http/, 'ws')]
  guardEverything([...served, 'report://page/', 'data:', 'blob:', ...(app.isPackaged ? [] : ['devtools://'])])
}

/**
 * Chromium has a `--headless` of its own and ends without a display, but neither comes to pass before this script has run: a
 * command that lays out no pages is over, exit code and all, within the first turn.
 */
function runCommand(argv: readonly string[]): void {
  app.commandLine.removeSwitch('headless')
  const environment = { corpusFolder, version: app.getVersion(), nativeBinding: nativeBinding(process.resourcesPath) }
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (!hasDisplay || !/(?:^| )--format[= ]pdf(?: |$)/.test(argv.join(' '))) process.exit(runInThread(argv, environment))
  app.on('window-all-closed', () => {})
  const { stdout, stderr } = process
  const { read } = new Importing(() => startThread(bundle('importer')))
  void import('./cli/run.ts')
    .then(({ run }) =>
      run(argv, {
        ...environment,
        stdout,
        stderr,
        watched: stderr.isTTY === true,
        read,
        printPdf: (pdf) => app.whenReady().then(() => printPdf(pdf)),
      }),
    )
    .then((code) => app.exit(code))
}

/** Runs a command in electron/command.ts's thread and waits for its exit code. */
function runInThread(argv: readonly string[], environment: object): number {
  const done = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(bundle('command'), { workerData: { argv, done, ...environment } })
  thread.on('error', (error) => console.error(error))
  Atomics.wait(done, 0, 0)
  return Atomics.load(done, 0) - 1
}

function startWindows(): void {
  const asked = projectAmong(process.argv, process.cwd())
  if (!app.requestSingleInstanceLock({ asked })) {
    app.exit(0)
    return
  }
  let early = asked
  const keepEarly = (event: Electron.Event, file: string) => {
    event.preventDefault()
    early = file
  }
  app.on('open-file', keepEarly)
  app
    .whenReady()
    .then(() => {
      app.off('open-file', keepEarly)
      return start(early)
    })
    .catch((error: unknown) => {
      console.error(error)
      dialog.showErrorBox('Parallax could not start', messageOf(error))
      app.exit(1)
    })
}

function start(asked: string | null): Promise<void> {
  const userData = app.getPath('userData')
  mkdirSync(userData, { recursive: true })
  const preferences = new PreferenceFile(path.join(userData, 'preferences.json'))
  nativeTheme.themeSource = preferences.held.theme

  const desk = new Desk({
    userData,
    corpus: corpusFolder,
    version: app.getVersion(),
    runtime: `Electron ${process.versions.electron}, Chrome ${process.versions.chrome}, Node ${process.versions.node}`,
    preferences,
    store: { nativeBinding: nativeBinding(process.resourcesPath) },
    read: new Importing(startImporter).read,
    compare: new Comparing(startComparer).compare,
    startWorker: () => startThread(bundle('worker')),
    assistive: () => app.accessibilitySupportEnabled,
    announce: (name, event) => {
      announce(name, event)
      if (name !== 'progress' && name !== 'comparing') menusSoon()
    },
  })
  const setTheme = (theme: (typeof themes)[number]) => {
    nativeTheme.themeSource = theme
    preferences.keep({ theme })
    menusSoon()
  }
  /** Opens a project that no page asked for. */
  const openFile = (open: () => unknown) => {
    try {
      open()
    } catch (error) {
      void dialog.showMessageBox({ type: 'warning', message: messageOf(error) })
    }
  }
  const menusSoon = keepMenus(() => ({ state: desk.state(), theme: preferences.held.theme, mayInspect: !app.isPackaged }), {
    command: (id) => announce('command', { id }),
    openRecent: (index) => openFile(() => desk.openRecent(index)),
    setTheme,
    paste: () => currentWindow()?.webContents.paste(),
  })

  serveCalls(handlersOf(desk, { ...asking, printPdf, setTheme, browse: (url) => shell.openExternal(url) }, app.getVersion()), {
    isOwnPage: (url) => isOwnPage(url, developmentUrl),
    checkOutput: !app.isPackaged,
    onSlow: !app.isPackaged && process.env.PARALLAX_DEBUG ? (call, ms) => console.error(`${call} took ${ms.toFixed(1)} ms`) : undefined,
  })
  if (developmentUrl === undefined) servePages(manifestOf(path.join(built, 'renderer')))
  const open = () =>
    openWindow({
      url: developmentUrl ?? `${ORIGIN}/index.html`,
      preload: path.join(built, 'preload', 'index.cjs'),
      place: preferences.held.place,
      keepPlace: (place) => preferences.keep({ place }),
    })
  const show = () => focusWindow() ?? open()
  open()
  const started = desk.start(asked)
  app.on('open-file', (event, file) => {
    event.preventDefault()
    openFile(() => desk.open(file))
  })
  app.on('second-instance', (_event, _argv, _folder, sent) => {
    const file = z.object({ asked: z.string().nullable() }).safeParse(sent).data?.asked
    show()
    if (file) openFile(() => desk.open(file))
  })
  app.on('activate', show)
  app.on('accessibility-support-changed', (_event, assistive) => announce('assistive', { assistive }))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // A thread that is torn out of its work as the process ends may hang it. Nothing is lost of one that does not stop: it changes nothing.
  app.once('will-quit', (event) => {
    event.preventDefault()
    const clock = setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE)
    void desk.close().then(() => {
      clearTimeout(clock)
      // In a turn of its own: until this one is over, the app takes itself to be quitting.
      setImmediate(() => app.quit())
    })
  })
  return started
}

/** The process that reads files, electron/importer.ts, with a limit to its memory. */
function startImporter(): Child {
  const child = utilityProcess.fork(bundle('importer'), [], {
    serviceName: 'Parallax importer',
    execArgv: [`--max-old-space-size=${MEMORY}`],
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (hear) => child.on('message', hear),
    onExit: (hear) => child.on('exit', hear),
    end: () => child.kill(),
  }
}

/** The thread that compares articles, electron/comparer.ts. */
function startComparer(): ComparingThread {
  const thread = new Worker(bundle('comparer'))
  thread.on('error', (error) => console.error(error))
  thread.unref()
  return {
    post: (request) => thread.postMessage(request),
    onMessage: (hear) => thread.on('message', hear),
    onExit: (hear) => thread.on('exit', hear),
    end: () => void thread.terminate(),
  }
}

const projects = { name: 'Parallax project', extensions: [EXTENSION.slice(1)] }
const chooseOptions = {
  project: { title: 'Open project', properties: ['openFile'], filters: [projects] },
  files: {
    title: 'Import files',
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: 'Articles', extensions: [...importable] }],
  },
  file: { title: 'Import a new version', properties: ['openFile'], filters: [{ name: 'Articles', extensions: [...importable] }] },
  codebook: {
    title: 'Import codebook',
    properties: ['openFile'],
    filters: [{ name: 'Codebooks', extensions: ['json', 'csv', 'tsv', 'qdc'] }],
  },
  report: { title: 'Choose a report', properties: ['openFile'], filters: [{ name: 'Reports', extensions: ['html', 'htm', 'docx'] }] },
  data: {
    title: 'Import data',
    properties: ['openFile'],
    filters: [
      {
        name: 'Data of other programs, and reports',
        extensions: ['qdpx', 'qdc', 'json', 'jsonld', 'sqlite3', 'qda', 'tgz', 'gz', 'zip', 'html', 'htm', 'docx'],
      },
    ],
  },
  folder: { title: 'Import folder', properties: ['openDirectory', 'multiSelections'] },
} satisfies Record<string, Electron.OpenDialogOptions>
const placeOptions = {
  project: { title: 'Save project', filters: [projects] },
  data: { title: 'Export data' },
  html: { title: 'Export report', filters: [{ name: 'HTML page', extensions: ['html'] }] },
  pdf: { title: 'Export report', filters: [{ name: 'PDF document', extensions: ['pdf'] }] },
  docx: { title: 'Export report as Word document', filters: [{ name: 'Word document', extensions: ['docx'] }] },
  md: { title: 'Export report as Markdown', filters: [{ name: 'Markdown', extensions: ['md', 'markdown'] }] },
  json: { title: 'Export codebook', filters: [{ name: 'Parallax codebook', extensions: ['json'] }] },
  csv: { title: 'Export codebook', filters: [{ name: 'Table', extensions: ['csv'] }] },
  qdc: { title: 'Export codebook', filters: [{ name: 'REFI-QDA codebook', extensions: ['qdc'] }] },
} satisfies Record<SaveKind, Electron.SaveDialogOptions>

const asking: Pick<Outside, 'choose' | 'place' | 'agreeToOpen'> = {
  choose: async (what) => {
    const { canceled, filePaths } = await dialog.showOpenDialog({ ...chooseOptions[what] })
    return canceled ? [] : filePaths
  },
  place: async (kind, suggested) => {
    const defaultPath = path.join(app.getPath('documents'), suggested)
    const { canceled, filePath } = await dialog.showSaveDialog({ ...placeOptions[kind], defaultPath })
    return canceled || !filePath ? null : filePath
  },
  agreeToOpen: async (url) => {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Open this address in your browser?',
      detail: url,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    return response === 0
  },
}
