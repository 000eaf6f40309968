// D1: what was acknowledged is there after any kill, whole, and nothing is there by half. A child process works on a project
// and prints the number of each act once it is on disk; it is killed at a random moment, and the file is looked through.
import { copyFileSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { open } from '../../electron/store/opening.ts'
import { createProject, ProjectFile } from '../../electron/store/project.ts'
import { startChild } from '../helpers/process.ts'
import { bothWays } from '../helpers/replay.ts'
import { bridge, codeIds, importInto, mark, penOf, seeded, start } from '../helpers/store.ts'
import { newFile, tempFolder } from '../helpers/storefolder.ts'

const KILLS = 500
/** A project is worked on for so many kills, then a new one, so that looking through it stays quick. */
const KILLS_PER_PROJECT = 25
const MOST_ACTS = 24
const MOST_JITTER = 6

/** Looks through a project that nobody has open; gives the number of its newest entry. */
function headOfWhole(file: string): number {
  const opened = open(file, {})
  const project = new ProjectFile(opened)
  try {
    expect(project.verify().problems).toEqual([])
    const { journal, tables } = bothWays(opened)
    expect(tables).toEqual(journal)
    return project.history().head
  } finally {
    project.close()
  }
}

async function killOnce(file: string, seed: number): Promise<{ acknowledged: number; lost: number }> {
  const random = seeded(seed)
  const acts = Math.floor(random() * MOST_ACTS)
  const child = startChild('work', file, String(seed))
  await child.until((lines) => lines.length > acts)
  await setTimeout(random() * MOST_JITTER)
  await child.kill()
  const told = child.lines.map((line) => Number(line.replace('ready ', '')))
  const last = told.at(-1) ?? 0
  const head = headOfWhole(file)
  // One more may have been on disk before its number could be printed.
  expect(head - last).toBeLessThanOrEqual(1)
  return { acknowledged: last - (told[0] ?? 0), lost: Math.max(0, last - head) }
}

test('D1 500 kills lose no acknowledged act and leave none by half', { timeout: 900_000 }, async () => {
  let next = 0
  let acknowledged = 0
  let lost = 0
  const side = async (): Promise<void> => {
    let file = ''
    for (let done = 0; next < KILLS; done++) {
      const seed = ++next
      if (done % KILLS_PER_PROJECT === 0) {
        file = newFile()
        createProject(file, start).close()
      }
      const found = await killOnce(file, seed)
      acknowledged += found.acknowledged
      lost += found.lost
    }
  }
  await Promise.all([side(), side()])
  expect(lost).toBe(0)
  // The kills did fall among acts.
  expect(acknowledged).toBeGreaterThan(KILLS * 2)
})

test('D1 the connection that commits syncs each commit', () => {
  const file = newFile()
  createProject(file, start).close()
  const opened = open(file, {})
  expect(opened.db.pragma('synchronous', { simple: true })).toBe(2)
  expect(opened.db.pragma('journal_mode', { simple: true })).toBe('wal')
  new ProjectFile(opened).close()
})

test('D1 a log cut at any byte costs whole acts from its end and never half of one', { timeout: 300_000 }, () => {
  const file = newFile()
  const project = createProject(file, start)
  const sample = bridge()
  importInto(project, sample)
  const pen = penOf()
  const words = ['bridge', 'Monday', 'cracks', 'weather', 'twelve']
  for (let i = 0; i < 40; i++) project.commit('Highlight', mark(pen, sample, words[i % words.length] ?? '', codeIds, `note ${i}`))
  // Nothing was moved into the file since the import: this is what a power cut would find.
  const folder = tempFolder()
  const killed = path.join(folder, 'killed.parallax')
  for (const name of ['', '-wal']) copyFileSync(file + name, killed + name)
  project.close()

  const { size } = statSync(`${killed}-wal`)
  const random = seeded(42)
  const cuts = Array.from({ length: 150 }, () => Math.floor(random() * size)).toSorted((a, b) => a - b)
  const heads = cuts.map((cut, i) => {
    const copy = path.join(folder, `${i}.parallax`)
    for (const name of ['', '-wal']) copyFileSync(killed + name, copy + name)
    truncateSync(`${copy}-wal`, cut)
    return headOfWhole(copy)
  })
  expect(heads).toEqual(heads.toSorted((a, b) => a - b))
  expect(new Set(heads).size).toBeGreaterThan(30)
  expect(headOfWhole(killed)).toBe(41)
})
