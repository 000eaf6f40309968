// One instance of the app, one holder of a project, and the same program as a command without a window.
import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../build/process.ts'
import { prepare } from '../../build/runtime.ts'
import type {} from '../../renderer/state/api.ts'
import { answerOpen, answerSave, expect, launch, test } from './app.ts'

const packaged = { tag: '@packaged' }
const article = path.join(root, 'corpus/articles/06-tern-wire.txt')

type Program = Readonly<{ file: string; args: string[]; env: NodeJS.ProcessEnv }>

/** The program as `launch` starts it. */
async function program(): Promise<Program> {
  const runtime = await prepare()
  const packed = process.env.PARALLAX_PACKAGED
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return packed
    ? { file: packed, args: [...runtime.args, '--disable-gpu'], env }
    : { file: runtime.exe, args: [...runtime.args, '--disable-gpu', root], env: { ...env, ...runtime.env } }
}

type Done = Readonly<{ code: number; stdout: string; stderr: string }>

async function command(argv: readonly string[], changes: NodeJS.ProcessEnv = {}): Promise<Done> {
  const { file, args, env } = await program()
  return new Promise((resolve) => {
    execFile(file, [...args, '--headless', ...argv], { env: { ...env, ...changes } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr })
    })
  })
}
const withoutDisplay: NodeJS.ProcessEnv = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined }

test('D14 a second start ends at once and its file is opened in the first', packaged, async ({ app, page, profile, folder }) => {
  const file = path.join(folder, 'second.parallax')
  await answerSave(app, path.join(folder, 'first.parallax'))
  expect(await page.evaluate(() => window.parallax['project.create']())).toEqual({ ok: true, value: true })
  expect((await command(['import', '--project', file, article])).code).toBe(0)

  const { file: exe, args, env } = await program()
  const second = spawn(exe, [...args, file], { env: { ...env, PARALLAX_USER_DATA: profile }, stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const reply = await window.parallax['app.state']()
        return reply.ok ? reply.value.project?.path : reply.message
      }),
    )
    .toBe(file)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test(
  'D14 a project that another instance holds is refused with the holder’s name, until that one is gone',
  packaged,
  async ({ app, page, profile, folder }) => {
    const file = path.join(folder, 'held.parallax')
    await answerSave(app, file)
    await page.evaluate(() => window.parallax['project.create']())
    const other = await launch(path.join(profile, 'other'), [file])
    await expect(other.page.getByRole('alert')).toContainText('held.parallax')
    const state = await other.page.evaluate(() => window.parallax['app.state']())
    expect(state).toMatchObject({ ok: true, value: { project: null, trouble: { file, salvage: false } } })

    // However it dies: a lock that is left over does not block.
    app.process().kill('SIGKILL')
    await new Promise((resolve) =>
      app.process().exitCode === null && app.process().signalCode === null ? app.process().once('exit', resolve) : resolve(null),
    )
    await answerOpen(other.app, [file])
    expect(await other.page.evaluate(() => window.parallax['project.open']())).toEqual({ ok: true, value: true })
    await other.app.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
  },
)

test('commands run without a display, and end with their exit codes', packaged, async ({ folder }) => {
  const file = path.join(folder, 'a.parallax')
  const imported = await command(['import', '--project', file, '--json', article], withoutDisplay)
  expect(imported.code).toBe(0)
  const { id } = JSON.parse(imported.stdout) as { id: string }

  const listed = await command(['list', '--project', file, '--json'], withoutDisplay)
  expect(JSON.parse(listed.stdout)).toMatchObject({ id })
  expect((await command(['verify', '--project', file], withoutDisplay)).stdout).toContain('sound: 1 articles')

  const html = path.join(folder, 'a.html')
  expect((await command(['report', '--project', file, '--articles', id, '--format', 'html', '--out', html], withoutDisplay)).code).toBe(0)
  expect(readFileSync(html, 'utf8')).toContain('<!doctype html>')

  expect((await command(['list', '--project', path.join(folder, 'absent.parallax')], withoutDisplay)).code).toBe(3)
  expect((await command(['bogus'], withoutDisplay)).code).toBe(2)
})

test('a PDF from the command line needs a display, and says so', packaged, async ({ folder }) => {
  const file = path.join(folder, 'a.parallax')
  const { id } = JSON.parse((await command(['import', '--project', file, '--json', article])).stdout) as { id: string }
  const pdf = path.join(folder, 'a.pdf')
  const argv = ['report', '--project', file, '--articles', id, '--format', 'pdf', '--out', pdf]
  expect(await command(argv)).toMatchObject({ code: 0 })
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  test.skip(process.platform !== 'linux', 'other systems always have a display')
  const without = await command([...argv.slice(0, -1), path.join(folder, 'b.pdf')], withoutDisplay)
  expect(without.code).toBe(4)
  expect(without.stderr).toContain('needs a display')
  expect(existsSync(path.join(folder, 'b.pdf'))).toBe(false)
})
