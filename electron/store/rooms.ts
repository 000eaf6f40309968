// The parts of a store over one connection.
import { CoderId } from '../../shared/ids.ts'
import { Charting } from './charting.ts'
import { ContentStore } from './contents.ts'
import type { Connection } from './database.ts'
import { Journal } from './journal.ts'
import { Prints } from './prints.ts'
import { RecordStore } from './recordstore.ts'
import { Search } from './search.ts'
import { Shelf } from './shelf.ts'
import { Tally } from './tally.ts'
import { Zoning } from './zoning.ts'

export type Rooms = ReturnType<typeof roomsOf>

export function roomsOf(db: Connection) {
  const contents = new ContentStore(db)
  const shelf = new Shelf(db)
  const tally = new Tally(db)
  const search = new Search(db)
  const zoning = new Zoning(db)
  const records = new RecordStore(db, { contents, shelf, tally, search, zoning })
  const prints = new Prints(db, (textSha256) => {
    const found = contents.read({ textSha256, blocksSha256: null })
    return 'fault' in found ? '' : found.text
  })
  return { contents, shelf, tally, search, prints, journal: new Journal(db), records, charting: new Charting(db) }
}

/** Writes what a project is called and whose acts it notes; once, when it is made. */
export function nameProject(db: Connection, name: string, coderId: CoderId, at: number): void {
  db.prepare('INSERT INTO project (one, name, coderId, createdAt) VALUES (1, ?, ?, ?)').run(name, coderId, at)
}

export function projectOf(db: Connection): Readonly<{ name: string; coderId: CoderId }> | undefined {
  const row = db.prepare<[], { name: string; coderId: string }>('SELECT name, coderId FROM project').get()
  return row === undefined ? undefined : { name: row.name, coderId: CoderId.parse(row.coderId) }
}
