// Damage done to a project file from outside, and where in it something stands.
import { closeSync, fstatSync, openSync, readFileSync, readSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'

export const PAGE = 4_096

export function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

export function flipBit(file: string, byte: number, bit: number): void {
  const handle = openSync(file, 'r+')
  const one = Buffer.alloc(1)
  readSync(handle, one, 0, 1, byte)
  one[0] = (one[0] ?? 0) ^ (1 << bit)
  writeSync(handle, one, 0, 1, byte)
  closeSync(handle)
}

export function cutTo(file: string, share: number): void {
  const handle = openSync(file, 'r+')
  const { size } = fstatSync(handle)
  closeSync(handle)
  truncateSync(file, Math.floor(size * share))
}

/** The page at which a table or index begins. */
export function rootOf(file: string, name: string): number {
  const db = new Database(file)
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name)
  db.close()
  if (page === undefined) throw new Error(`no ${name}`)
  return page
}

export function zeroPage(file: string, page: number): void {
  overwrite(file, (page - 1) * PAGE, new Uint8Array(PAGE))
}

/** Where a run of words stands in a file, in bytes; all places. */
export function placesOf(file: string, words: string): number[] {
  const bytes = readFileSync(file)
  const places: number[] = []
  for (let at = bytes.indexOf(words); at >= 0; at = bytes.indexOf(words, at + 1)) places.push(at)
  return places
}

/** Runs SQL on a file as another program would, with all our rules off. */
export function alter(file: string, sql: string): void {
  const db = new Database(file)
  db.unsafeMode(true)
  db.exec(sql)
  db.pragma('journal_mode = DELETE')
  db.close()
}

export function setHeader(file: string, at: number, value: number): void {
  const bytes = readFileSync(file)
  bytes.writeUInt32BE(value, at)
  writeFileSync(file, bytes)
}
