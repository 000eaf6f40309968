import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openProject } from '../../electron/store/project.ts'
import { type Child, startChild } from '../helpers/process.ts'
import { bridge, failureOf, importInto } from '../helpers/store.ts'
import { newProject, reopened } from '../helpers/storefolder.ts'

vi.setConfig({ testTimeout: 60_000 })

function closedProject(): string {
  const project = newProject()
  importInto(project, bridge())
  project.close()
  return project.file
}

async function holding(file: string, holder = ''): Promise<Child> {
  const child = startChild('hold', file, holder)
  onTestFinished(() => child.kill())
  await child.until((lines) => lines.includes('held'))
  return child
}

test('D14 a file that another process holds is refused, and the refusal names the holder', async () => {
  const file = closedProject()
  await holding(file, 'Ben on the library computer')
  const failure = failureOf(() => openProject(file))
  expect(failure.code).toBe('locked')
  expect(failure.message).toContain('Ben on the library computer')
  expect(failure.message).toMatch(/since \d{4}-\d\d-\d\dT/)
  // Reading beside the holder is possible, and leaving does not disturb it.
  const reader = reopened(file, { readOnly: true })
  expect(reader.verify()).toMatchObject({ ok: true, articles: 1 })
  reader.close()
  expect(failureOf(() => openProject(file)).code).toBe('locked')
})

test('D14 without a name the holder is told by user, computer and process', async () => {
  const file = closedProject()
  const child = await holding(file)
  expect(failureOf(() => openProject(file)).message).toContain(`on ${hostname()}, process ${child.process.pid}`)
})

test('D14 a holder killed at any moment does not block the next, and nothing is left by the one that closes', async () => {
  const file = closedProject()
  for (let i = 0; i < 3; i++) {
    const child = await holding(file)
    await child.kill()
    expect(existsSync(`${file}.lock`)).toBe(true)
    const project = openProject(file)
    project.close()
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)])
  }
})

test('D14 a file is refused to a second opener in the same process too', () => {
  const project = newProject({ holder: 'the first' })
  expect(failureOf(() => openProject(project.file)).message).toContain('the first')
  project.commit('Import', bridge().change, bridge().contents)
  project.close()
  reopened(project.file)
})

test('D14 of many processes that open a file at once exactly one gets it', async () => {
  const file = closedProject()
  for (let round = 0; round < 3; round++) {
    const children = Array.from({ length: 5 }, () => startChild('hold', file))
    onTestFinished(async () => {
      await Promise.all(children.map((child) => child.kill()))
    })
    const ends = await Promise.allSettled(children.map((child) => child.until((lines) => lines.includes('held'))))
    const won = ends.filter((end) => end.status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(children.flatMap((child) => child.errors).join('')).toContain('is open elsewhere')
    await Promise.all(children.map((child) => child.kill()))
  }
})

test('D14 a lock file that is no lock file does not block', () => {
  const file = closedProject()
  writeFileSync(`${file}.lock`, 'not a database, however long the text is')
  reopened(file).close()
  writeFileSync(`${file}.lock`, '')
  reopened(file).close()
  expect(existsSync(`${file}.lock`)).toBe(false)
})

test.skipIf(process.platform === 'win32')('D14 the same file through a link is the same project', () => {
  const project = newProject({ holder: 'the first' })
  const link = `${project.file}.link`
  execFileSync('ln', ['-s', project.file, link])
  expect(failureOf(() => openProject(link)).message).toContain('the first')
})
