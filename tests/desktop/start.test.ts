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
