// What a start does not pay for.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../build/process.ts'
import { expect, launch, test } from './app.ts'

const built = path.join(root, 'out/main')
/** Packages that only reading files or comparing names needs, by the comment that the bundler leaves above each of their files. */
const readers = ['parse5', 'franc', 'jschardet', 'markdown-it', 'pdfjs-dist', 'any-ascii']
const readersIn = (file: string) => {
  const code = readFileSync(path.join(built, file), 'utf8')
  return readers.filter((name) => code.includes(`// node_modules/${name}/`))
}

test('a start with a project that is there loads nothing that reads or compares', async ({ profile }) => {
  const first = await launch(profile)
  await first.app.close()
  const { app } = await launch(profile)
  try {
    const loaded = await app.evaluate(() => Object.keys(process.mainModule?.require('node:module')._cache ?? {}))
    const files = loaded.filter((file) => path.dirname(file) === built).map((file) => path.basename(file))
    expect(files).toContain('index.cjs')
    expect(files.flatMap(readersIn)).toEqual([])
    const all = readdirSync(built).filter((file) => file.endsWith('.cjs'))
    expect(new Set(all.flatMap(readersIn))).toEqual(new Set(readers))
  } finally {
    await app.close()
  }
})

/** Words of views and dialogs that nobody sees at a start. */
const later = ['What the two places are to each other', 'Published schemes', 'Split into articles', 'Reprints']

test('what the page begins with holds no view that is not shown', () => {
  const pages = path.join(root, 'out/renderer')
  const begins = [...readFileSync(path.join(pages, 'index.html'), 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
    ([, file]) => file,
  )
  const scripts = readdirSync(path.join(pages, 'assets')).filter((file) => file.endsWith('.js'))
  const holding = (file: string) => {
    const code = readFileSync(path.join(pages, file), 'utf8')
    return later.filter((words) => code.includes(words))
  }
  expect(begins.length).toBeGreaterThan(0)
  expect(begins.flatMap((file) => holding(file ?? ''))).toEqual([])
  expect(new Set(scripts.flatMap((file) => holding(`assets/${file}`)))).toEqual(new Set(later))
})
