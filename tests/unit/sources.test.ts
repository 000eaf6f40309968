import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gather, readSource } from '../../electron/sources.ts'
import { Failure } from '../../shared/failure.ts'

let folder: string
const at = (...parts: string[]) => path.join(folder, ...parts)

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-sources-'))
  mkdirSync(at('story', 'later'), { recursive: true })
  mkdirSync(at('story', 'b_files'))
  writeFileSync(at('story', 'b.html'), '<p>b</p>')
  writeFileSync(at('story', 'b_files', 'frame.html'), '<p>not the analyst’s</p>')
  mkdirSync(at('story', 'b-Dateien'))
  writeFileSync(at('story', 'b-Dateien', 'frame.html'), '<p>not the analyst’s</p>')
  writeFileSync(at('story', 'a.txt'), 'a')
  writeFileSync(at('story', 'picture.png'), 'p')
  writeFileSync(at('story', '.hidden.txt'), 'h')
  writeFileSync(at('story', 'later', 'C.MD'), 'c')
  writeFileSync(at('secret.txt'), 'secret')
  writeFileSync(at('open.parallax'), 'p')
  writeFileSync(at('open.parallax-wal'), 'w')
  symlinkSync(at('secret.txt'), at('story', 'link.txt'))
  symlinkSync(at('nowhere'), at('dangling.txt'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('a folder is walked in the order of names; what is left out is said by name', () => {
  const { files, refused } = gather([at('story')])
  expect(files.map((file) => path.relative(folder, file))).toEqual(['story/a.txt', 'story/b.html', 'story/later/C.MD'])
  expect(refused.map(({ name }) => name)).toEqual(['link.txt', 'picture.png'])
})

it('a file that is chosen itself is read whatever its ending', () => {
  expect(gather([at('story', 'picture.png')]).files).toHaveLength(1)
})

it('a project file is never opened as a source, for closing it would drop the locks on it', () => {
  expect(gather([at('open.parallax'), at('open.parallax-wal')])).toMatchObject({ files: [], refused: [{}, {}] })
})

it('S27 links, missing files and devices are refused', () => {
  const { files, refused } = gather([at('story', 'link.txt'), at('dangling.txt'), at('absent.txt'), '/dev/zero'])
  expect(files).toEqual([])
  expect(refused).toHaveLength(4)
})

it('S27 a file that becomes a link after it was listed is still not followed', () => {
  const listed = gather([at('story', 'a.txt')]).files[0] as string
  rmSync(listed)
  symlinkSync(at('secret.txt'), listed)
  expect(() => readSource(listed)).toThrow(Failure)
  rmSync(listed)
  writeFileSync(listed, 'a')
})

it.skipIf(process.platform === 'win32')('S27 a pipe is refused without waiting for its other end', () => {
  execFileSync('mkfifo', [at('pipe.txt')])
  expect(gather([at('pipe.txt')]).refused).toHaveLength(1)
  expect(() => readSource(at('pipe.txt'))).toThrow('not a regular file')
})

it.skipIf(!existsSync('/proc/self/environ'))('S27 a file that the system makes up holds nothing', () => {
  expect(readSource('/proc/self/environ').bytes).toHaveLength(0)
})

it('S27 folders, and files larger than 64 MiB, are not read', () => {
  writeFileSync(at('large.txt'), '')
  truncateSync(at('large.txt'), 64 * 1024 * 1024 + 1)
  expect(() => readSource(at('large.txt'))).toThrow('larger than 64 MiB')
  expect(() => readSource(at('story'))).toThrow('not a regular file')
})

it('only the name of a file goes on, never its path', () => {
  expect(readSource(at('secret.txt'))).toEqual({ name: 'secret.txt', bytes: new TextEncoder().encode('secret') })
})
