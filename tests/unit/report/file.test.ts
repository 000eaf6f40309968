import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../electron/export/file.ts'
import { Failure } from '../../../shared/failure.ts'

const root = process.getuid?.() === 0
const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-export-'))
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true, force: true })
})

const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error instanceof Failure ? error.code : error
  }
  return 'written'
}
const contents = () =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'utf8') : '']),
  )

describe('writing an export', () => {
  it('writes a new file, replaces an old one, and leaves nothing beside it', () => {
    const file = join(folder, 'report.html')
    writeAtomically(file, 'one')
    expect(contents()).toEqual({ 'report.html': 'one' })
    writeAtomically(file, new TextEncoder().encode('two'))
    expect(contents()).toEqual({ 'report.html': 'two' })
  })

  it('gives the new file the permissions of the old one', () => {
    const file = join(folder, 'report.html')
    writeFileSync(file, 'one', { mode: 0o600 })
    writeAtomically(file, 'two')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('S29 never replaces the project file, under its own name, through a folder’s link or as a hard link', () => {
    const project = join(folder, 'work.parallax')
    writeFileSync(project, 'project')
    symlinkSync(folder, join(folder, 'way'))
    linkSync(project, join(folder, 'hard.html'))
    for (const name of ['work.parallax', './way/work.parallax', 'hard.html', 'way/hard.html'])
      expect(codeOf(() => writeAtomically(join(folder, name), 'report', { never: [project] }))).toBe('refused')
    expect(contents()).toEqual({ 'work.parallax': 'project', 'hard.html': 'project', way: '' })
  })

  it('S29 does not make a file that is kept for the project and not there yet', () => {
    expect(codeOf(() => writeAtomically(join(folder, 'work.parallax-wal'), 'report', { never: [join(folder, 'work.parallax-wal')] }))).toBe(
      'refused',
    )
    expect(contents()).toEqual({})
  })

  it('S29 does not write through a link, whether it leads somewhere or not', () => {
    writeFileSync(join(folder, 'source.txt'), 'source')
    symlinkSync('source.txt', join(folder, 'link.html'))
    symlinkSync('nowhere', join(folder, 'dangling.html'))
    for (const name of ['link.html', 'dangling.html']) expect(codeOf(() => writeAtomically(join(folder, name), 'report'))).toBe('refused')
    expect(readFileSync(join(folder, 'source.txt'), 'utf8')).toBe('source')
    expect(readdirSync(folder).sort()).toEqual(['dangling.html', 'link.html', 'source.txt'])
  })

  it('takes away what a killed export has left, once a day has passed, and nothing else', () => {
    const names = ['a', 'b'].map((sign) => `.parallax-${sign.repeat(8)}-0000-4000-8000-000000000000.part`)
    for (const name of [...names, '.parallax-mine.part']) {
      writeFileSync(join(folder, name), '')
      utimesSync(join(folder, name), 0, 0)
    }
    utimesSync(join(folder, names[1] ?? ''), new Date(), new Date())
    writeAtomically(join(folder, 'report.html'), 'one')
    expect(readdirSync(folder).sort()).toEqual([names[1], '.parallax-mine.part', 'report.html'])
  })

  it('S29 does not replace a folder', () => {
    mkdirSync(join(folder, 'report.html'))
    expect(codeOf(() => writeAtomically(join(folder, 'report.html'), 'report'))).toBe('refused')
    expect(contents()).toEqual({ 'report.html': '' })
  })

  it.skipIf(!works('mkfifo', '--version'))('S29 does not replace a pipe, nor wait for one', () => {
    expect(works('mkfifo', join(folder, 'report.html'))).toBe(true)
    expect(codeOf(() => writeAtomically(join(folder, 'report.html'), 'report'))).toBe('refused')
    expect(statSync(join(folder, 'report.html')).isFIFO()).toBe(true)
  })

  it('S29 does not replace a file that is write-protected', () => {
    writeFileSync(join(folder, 'report.html'), 'kept', { mode: 0o444 })
    expect(codeOf(() => writeAtomically(join(folder, 'report.html'), 'report'))).toBe('read-only')
    expect(contents()).toEqual({ 'report.html': 'kept' })
  })

  it('S29 says so when the folder is not there or the name cannot be one', () => {
    expect(codeOf(() => writeAtomically(join(folder, 'no', 'report.html'), 'report'))).toBe('input-output')
    expect(codeOf(() => writeAtomically(join(folder, 'n'.repeat(300)), 'report'))).toBe('input-output')
    expect(contents()).toEqual({})
  })

  /** Root may write anywhere, so the writing is done as nobody. */
  it.skipIf(root && !works('setpriv', '--version'))('S29 leaves a folder that may not be written to as it was', () => {
    writeFileSync(join(folder, 'report.html'), 'kept', { mode: 0o666 })
    chmodSync(folder, 0o555)
    const script = `
      const { writeAtomically } = await import(${JSON.stringify(new URL('../../../electron/export/file.ts', import.meta.url).href)})
      try { writeAtomically(${JSON.stringify(join(folder, 'report.html'))}, 'report'); console.log('written') } catch (error) { console.log(error.code) }`
    const node = [process.execPath, '--no-warnings', '--input-type=module', '-e', script]
    const [command, ...args] = (root ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...node] : node) as [
      string,
      ...string[],
    ]
    expect(execFileSync(command, args, { encoding: 'utf8', env: {} }).trim()).toBe('read-only')
    expect(contents()).toEqual({ 'report.html': 'kept' })
  })

  describe('on a full disk', () => {
    let disk = ''
    const mount = () => {
      disk = mkdtempSync(join(tmpdir(), 'parallax-disk-'))
      return root && works('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk)
    }
    const mounted = mount()
    afterEach(() => {
      if (mounted) works('umount', disk)
      rmSync(disk, { recursive: true, force: true })
    })

    it.skipIf(!mounted)('S29 keeps the old file whole and leaves no part of the new one', () => {
      writeFileSync(join(disk, 'report.html'), 'kept')
      expect(codeOf(() => writeAtomically(join(disk, 'report.html'), 'x'.repeat(200_000)))).toBe('disk-full')
      expect(readdirSync(disk)).toEqual(['report.html'])
      expect(readFileSync(join(disk, 'report.html'), 'utf8')).toBe('kept')
    })
  })
})
