// What a project keeps outside its journal: words that are typed but not yet committed, and where panels stand.
import { wellFormed } from './codec.ts'
import type { Connection } from './database.ts'

/** Runs a write, or refuses it where the project is open for reading only. */
type Write = (work: () => void) => void

export class Drafts {
  readonly #put
  readonly #get
  readonly #drop
  readonly #write: Write

  constructor(db: Connection, write: Write) {
    this.#put = db.prepare<[string, string]>('REPLACE INTO draft (key, text) VALUES (?, ?)')
    this.#get = db.prepare<[string], string>('SELECT text FROM draft WHERE key = ?').pluck()
    this.#drop = db.prepare<[string]>('DELETE FROM draft WHERE key = ?')
    this.#write = write
  }

  put(key: string, text: string): void {
    this.#write(() => this.#put.run(key, wellFormed(text)))
  }

  get(key: string): string | null {
    return this.#get.get(key) ?? null
  }

  drop(key: string): void {
    this.#write(() => this.#drop.run(key))
  }
}

export class Settings {
  readonly #put
  readonly #get
  readonly #write: Write

  constructor(db: Connection, write: Write) {
    this.#put = db.prepare<[string, string]>('REPLACE INTO setting (key, value) VALUES (?, ?)')
    this.#get = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck()
    this.#write = write
  }

  put(key: string, value: string): void {
    this.#write(() => this.#put.run(key, wellFormed(value)))
  }

  get(key: string): string | null {
    return this.#get.get(key) ?? null
  }
}
