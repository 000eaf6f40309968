// The licence notices that go out with the app: every package in the bundles, the fonts, the native module and SQLite.
// Electron's and Chromium's own stand beside the program as files of theirs.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './process.ts'
import { LICENCES, out } from './vite.ts'

interface Notice {
  name: string
  version: string
  identifier?: string
  text?: string
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const rule = '-'.repeat(80)

/**
 * Writes out/THIRD-PARTY-NOTICES from the lists that the bundles left.
 * @throws Error when a package comes without a word on its licence
 */
export function writeNotices(): void {
  const notices = new Map<string, Notice>()
  for (const bundle of ['main', 'preload', 'renderer']) {
    const list = path.join(out, bundle, LICENCES)
    for (const notice of readJson(list) as Notice[]) notices.set(notice.name, notice)
    rmSync(list)
  }
  // What bundling does not see: fonts come in through style sheets, the native module stays outside.
  const { dependencies } = readJson(path.join(root, 'package.json')) as { dependencies: Record<string, string> }
  const unseen = Object.keys(dependencies).filter((name) => name.startsWith('@fontsource'))
  for (const name of [...unseen, 'better-sqlite3', 'node-addon-api']) notices.set(name, noticeOf(name))

  const parts = [...notices.values()]
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ name, version, identifier, text }) => {
      if (identifier === undefined && text === undefined) throw new Error(`${name} says nothing of its licence`)
      return [
        rule,
        `${name} ${version}${identifier === undefined ? '' : ` (${identifier})`}`,
        '',
        text ?? '(no text comes with the package)',
      ].join('\n')
    })
  writeFileSync(
    path.join(out, 'THIRD-PARTY-NOTICES'),
    [
      'Parallax is made with the work of others. It contains the packages below, and SQLite, which its authors have given to',
      'the public domain. It runs on Electron and Chromium, whose licences are in LICENSE.electron.txt and',
      'LICENSES.chromium.html beside the program.',
      '',
      ...parts,
      '',
    ].join('\n'),
  )
}

function noticeOf(name: string): Notice {
  const folder = path.join(root, 'node_modules', name)
  const about = readJson(path.join(folder, 'package.json')) as { version: string; license?: string }
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  return {
    name,
    version: about.version,
    ...(about.license === undefined ? {} : { identifier: about.license }),
    ...(file === undefined ? {} : { text: readFileSync(path.join(folder, file), 'utf8').trim() }),
  }
}
