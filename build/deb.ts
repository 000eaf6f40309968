#!/usr/bin/env node
// Makes a Debian package with dpkg-deb. electron-builder calls fpm for that; where fpm cannot be had, this takes its place
// (CUSTOM_FPM_PATH). It understands the options that electron-builder gives for `-s dir -t deb`, and refuses any other.
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string' } as const
const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { type: 'string', short: 's' },
    t: { type: 'string', short: 't' },
    d: { type: 'string', short: 'd', multiple: true },
    force: { type: 'boolean' },
    debug: { type: 'boolean' },
    name: text,
    version: text,
    architecture: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    description: text,
    category: text,
    package: text,
    'after-install': text,
    'after-remove': text,
    'deb-priority': text,
    'deb-compression': text,
    'deb-recommends': { type: 'string', multiple: true },
  },
})
if (given.s !== 'dir' || given.t !== 'deb' || given.package === undefined) throw new Error('makes Debian packages from folders only')

const work = mkdtempSync(path.join(os.tmpdir(), 'parallax-deb-'))
try {
  for (const mapping of positionals) {
    const [from, to] = mapping.split('=') as [string, string]
    mkdirSync(path.dirname(path.join(work, to)), { recursive: true })
    cpSync(from, path.join(work, to), { recursive: true, verbatimSymlinks: true })
  }
  const bytes = settle(work)
  const [synopsis = '', ...more] = (given.description ?? '').trim().split('\n')
  const fields = {
    Package: given.name,
    Version: given.version,
    Architecture: given.architecture,
    Maintainer: given.maintainer,
    'Installed-Size': Math.ceil(bytes / 1024),
    Depends: given.d?.join(', '),
    Recommends: given['deb-recommends']?.join(', '),
    Section: given.category ?? 'editors',
    Priority: given['deb-priority'],
    Homepage: given.url,
    Description: [synopsis, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  }
  const control = path.join(work, 'DEBIAN')
  mkdirSync(control)
  const lines = Object.entries(fields).flatMap(([field, value]) => (value ? [`${field}: ${value}\n`] : []))
  writeFileSync(path.join(control, 'control'), lines.join(''))
  for (const [script, name] of [
    [given['after-install'], 'postinst'],
    [given['after-remove'], 'postrm'],
  ] as const) {
    if (script === undefined) continue
    copyFileSync(script, path.join(control, name))
    chmodSync(path.join(control, name), 0o755)
  }
  const compression = given['deb-compression'] === 'gz' ? 'gzip' : (given['deb-compression'] ?? 'xz')
  const done = spawnSync('dpkg-deb', [`-Z${compression}`, '--root-owner-group', '--build', work, given.package], { stdio: 'inherit' })
  process.exitCode = done.status ?? 1
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Gives every file below a folder the permissions of an installed one; returns the bytes they take. */
function settle(folder: string): number {
  chmodSync(folder, 0o755)
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) bytes += settle(file)
    else if (entry.isFile()) {
      const { mode, size } = lstatSync(file)
      chmodSync(file, mode & 0o100 ? 0o755 : 0o644)
      bytes += size
    }
  }
  return bytes
}
