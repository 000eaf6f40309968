// Starts the app under Playwright: as it was built, or the packaged program that PARALLAX_PACKAGED names.
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { root } from './process.ts'
import { prepare } from './runtime.ts'

export interface Launched {
  app: ElectronApplication
  page: Page
  /** What the app has written to its standard output and error so far. */
  output: () => string
}

/**
 * Gives the running app with its page up. `profile` is the folder for everything the app keeps outside of projects; `args`
 * are arguments as a user would give them, such as a project file.
 */
export async function launch(profile: string, args: readonly string[] = []): Promise<Launched> {
  const runtime = await prepare()
  const packaged = process.env.PARALLAX_PACKAGED
  const start = () =>
    _electron.launch({
      executablePath: packaged ?? runtime.exe,
      args: [...runtime.args, '--disable-gpu', ...(packaged ? [] : [root]), ...args],
      env: { ...inherited(), ...(packaged ? {} : runtime.env), PARALLAX_USER_DATA: profile },
      timeout: 30_000,
    })

  // A display that serves many windows at once can turn one away: it is asked once more.
  const app = await start().catch(start)
  const written: string[] = []
  for (const stream of [app.process().stdout, app.process().stderr]) stream?.on('data', (data) => written.push(String(data)))
  const output = () => written.join('')
  try {
    const page = await app.firstWindow()
    // The window is there before its page is: a click or a reload would come too early.
    await page.locator('.app:not([aria-busy])').waitFor()
    return { app, page, output }
  } catch (error) {
    app.process().kill('SIGKILL')
    throw new Error(`the app did not come up\n${output()}`, { cause: error })
  }
}

function inherited(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env
  return Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Answers the next and all later dialogs for opening with these files or folders (none: cancelled). */
export async function answerOpen(app: ElectronApplication, files: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths })
    },
    [...files],
  )
}

/** Answers the next and all later dialogs for saving with this file. */
export async function answerSave(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
  }, filePath)
}
