// npm run -s cli -- <command>: the command line from source, in plain Node. Only a PDF needs the built app, because its pages
// are laid out by Chromium.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root, run, script } from './process.ts'

const argv = process.argv.slice(2)
// npm runs scripts in the project's folder; paths among the arguments start where it was called.
process.chdir(process.env.INIT_CWD ?? '.')
// Whoever reads the output may have read enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

await script(async () => {
  if (argv[0] === 'report' && /(^| )--format[= ]pdf( |$)/.test(argv.join(' '))) return underElectron()
  const [{ run: runCommand }, { Importing }, { startThread }] = await Promise.all([
    import('../electron/cli/run.ts'),
    import('../electron/importing.ts'),
    import('../electron/thread.ts'),
  ])
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const importing = new Importing(() => startThread(new URL('../electron/importer.ts', import.meta.url)))
  const { stdout, stderr } = process
  const corpusFolder = path.join(root, 'corpus')
  const ending = new AbortController()
  process.once('SIGINT', () => ending.abort())
  const environment = {
    stdout,
    stderr,
    watched: stderr.isTTY === true,
    interrupted: ending.signal,
    version,
    corpusFolder,
    read: importing.read,
  }
  return runCommand(argv, environment).finally(() => importing.close())
})

async function underElectron(): Promise<number> {
  const [{ prepare }, { buildAll }, { onScreen, provide, windowing }] = await Promise.all([
    import('./runtime.ts'),
    import('./build.ts'),
    import('./system.ts'),
  ])
  provide(windowing)
  const [runtime] = await Promise.all([prepare(), buildAll()])
  const [command, args] = onScreen(runtime.exe, [...runtime.args, '--disable-gpu', '--log-level=3', root, '--headless', ...argv])
  return run(command, args, { cwd: process.cwd(), env: { ...process.env, ...runtime.env } })
}
