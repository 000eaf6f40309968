// The licence notices that go out with the app: every package in the bundles, the fonts, the native module and SQLite.
// Electron's and Chromium's own stand beside the program as files of theirs.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './process.ts'
import { LICENCES, out } from './vite.ts'

interface Notice {
  name: string
  version: string
  /** SPDX expression. */
  identifier?: string
  text?: string
}

/** What a package's own licence does not say of a file of it that is in a bundle. */
const besides: Readonly<Record<string, string>> = {
  '@resvg/resvg-wasm':
    'It is used as it is. Its source is at github.com/yisibl/resvg-js; the Mozilla Public License 2.0 is to be read at mozilla.org/MPL/2.0.',
  '@mozilla/readability':
    'Its file JSDOMParser.js, which is used as it is, is under the Mozilla Public License 2.0, to be read at mozilla.org/MPL/2.0; its source is in the package of this name.',
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
  // What bundling does not see: fonts come in through style sheets or stand beside a bundle, the native module stays outside.
  const { dependencies } = readJson(path.join(root, 'package.json')) as { dependencies: Record<string, string> }
  const unseen = Object.keys(dependencies).filter((name) => name.startsWith('@fontsource') || name.startsWith('dejavu'))
  for (const name of [...unseen, 'better-sqlite3', 'node-addon-api']) notices.set(name, noticeOf(name))

  const parts = [...notices.values()]
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ name, version, identifier, text }) => {
      if (identifier === undefined && text === undefined) throw new Error(`${name} says nothing of its licence`)
      const heading = `${name} ${version}${identifier === undefined ? '' : ` (${identifier})`}`
      const terms = text ?? `By ${aboutOf(name).author ?? 'its authors'}, under the ${identifier} licence.`
      return [rule, heading, '', terms, ...(besides[name] === undefined ? [] : ['', besides[name]])].join('\n')
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

const folderOf = (name: string) => path.join(root, 'node_modules', name)
const aboutOf = (name: string) =>
  readJson(path.join(folderOf(name), 'package.json')) as { version: string; license?: string; author?: string }

function noticeOf(name: string): Notice {
  const { version, license } = aboutOf(name)
  const file = readdirSync(folderOf(name)).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  return {
    name,
    version,
    ...(license === undefined ? {} : { identifier: license }),
    ...(file === undefined ? {} : { text: readFileSync(path.join(folderOf(name), file), 'utf8').trim() }),
  }
}
