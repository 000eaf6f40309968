// Reading files in a child, with limits: the child is a real thread that runs the importer.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { type Child, Importing } from '../../electron/importing.ts'
import type { SourceFile } from '../../shared/imported.ts'

const entry = path.resolve(import.meta.dirname, '../../electron/importer.ts')
const ended: string[] = []
let importing: Importing | undefined
afterEach(() => {
  importing?.close()
  ended.length = 0
})

function thread(script: string | URL, options: { eval?: boolean } = {}): Child {
  const worker = new Worker(script, { ...options, stderr: true, resourceLimits: { maxOldGenerationSizeMb: 64 } })
  worker.on('error', () => ended.push('error'))
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (hear) => void worker.on('message', hear),
    onExit: (hear) => void worker.on('exit', hear),
    end: () => void worker.terminate(),
  }
}
const file = (name: string, content: string): SourceFile => ({ name, bytes: new TextEncoder().encode(content) })
/** A child that does with the file of this name what the name says, and reads any other. */
const wicked = () =>
  thread(
    `const { parentPort } = require('node:worker_threads')
     parentPort.on('message', ({ name }) => {
       if (name === 'hang') for (;;);
       if (name === 'exit') process.exit(3)
       if (name === 'eat') for (const held = [];;) held.push(new Array(1e6).fill(Math.random()))
       parentPort.postMessage({ code: 'refused', message: name })
     })`,
    { eval: true },
  )

it('reads one file after the other in the same child, each with its articles', async () => {
  let started = 0
  const ours = new Importing(() => {
    started++
    return thread(entry)
  })
  importing = ours
  const names = ['one', 'two', 'three']
  const read = await Promise.all(names.map((name) => ours.read(file(`${name}.txt`, `The gate ${name} stood open.`), {})))
  expect(read.map((articles) => articles.map(({ text }) => text))).toEqual(names.map((name) => [`The gate ${name} stood open.`]))
  expect(started).toBe(1)
})

it('gives the reason for a file that is refused', async () => {
  importing = new Importing(() => thread(entry))
  await expect(importing.read(file('empty.txt', ''), {})).rejects.toMatchObject({ code: 'refused', message: 'The file is empty.' })
})

it('S23 S28 a file that hangs, eats all memory or ends its reader costs itself alone: the next one is read', async () => {
  importing = new Importing(wicked, () => 1_000)
  await expect(importing.read(file('hang', 'x'), {})).rejects.toMatchObject({ code: 'refused', message: /too long/ })
  await expect(importing.read(file('exit', 'x'), {})).rejects.toMatchObject({ code: 'refused', message: /ended by itself/ })
  await expect(importing.read(file('next', 'x'), {})).rejects.toMatchObject({ code: 'refused', message: 'next' })
  importing.close()
  importing = new Importing(wicked, () => 60_000)
  await expect(importing.read(file('eat', 'x'), {})).rejects.toMatchObject({ code: 'refused', message: /memory/ })
  expect(ended).toContain('error')
  await expect(importing.read(file('next', 'x'), {})).rejects.toMatchObject({ message: 'next' })
})

it('what is cancelled ends at once, also what has not begun', async () => {
  importing = new Importing(wicked, () => 600_000)
  const cancelling = new AbortController()
  const both = ['hang', 'waiting'].map((name) => importing?.read(file(name, 'x'), {}, cancelling.signal))
  cancelling.abort()
  for (const each of both) await expect(each).rejects.toMatchObject({ code: 'cancelled' })
  await expect(importing.read(file('next', 'x'), {})).rejects.toMatchObject({ message: 'next' })
})
