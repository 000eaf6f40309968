// A copy of an open project, made by SQLite from one point in time, checked, and put in its place in one step.
import { existsSync, lstatSync, statSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../../shared/failure.ts'
import { type Connection, connect, guarded } from './database.ts'
import { placeFile, sideFiles } from './files.ts'
import { inspect } from './inspect.ts'
import { isHeld } from './lock.ts'

const COUNTS =
  'SELECT (SELECT count(*) FROM article) AS articles, (SELECT count(*) FROM highlight) AS highlights, (SELECT count(*) FROM journal) AS entries'
export type Counts = Readonly<{ articles: number; highlights: number; entries: number }>

function countsOf(db: Connection): Counts {
  return db.prepare<[], Counts>(COUNTS).get() ?? { articles: 0, highlights: 0, entries: 0 }
}

/** Checks a file that nobody has open, and counts what is in it. @throws Failure when it is no sound project */
export function countsInFile(file: string, nativeBinding: string | undefined): Counts {
  inspect(file, nativeBinding)
  const db = connect(file, 'look', nativeBinding)
  try {
    return countsOf(db)
  } finally {
    db.close()
  }
}

/** Copies a database into a file that replaces what stands at that name. */
export function copyTo(db: Connection, file: string, nativeBinding: string | undefined): void {
  guarded(() =>
    placeFile(file, (temporary) => {
      db.prepare('VACUUM INTO ?').run(temporary)
      const [ours, theirs] = [countsOf(db), countsInFile(temporary, nativeBinding)]
      if (JSON.stringify(ours) !== JSON.stringify(theirs))
        throw new Failure(
          'input-output',
          'The copy is not what it should be and was thrown away. The project is untouched. Try another disk.',
        )
    }),
  )
}

const refusal = (file: string, why: string): Failure => new Failure('refused', `No copy was written to “${path.basename(file)}”: ${why}`)

/**
 * Says no to places where a copy would destroy something: the project itself, a link, a folder, a project that is open or
 * was not closed.
 * @throws Failure 'refused' | 'locked'
 */
export function checkPlaceForCopy(source: string, to: string, nativeBinding: string | undefined): void {
  if (!existsSync(path.dirname(to))) throw refusal(to, 'its folder is not there.')
  const side = sideFiles(to).find((name) => existsSync(name))
  const stands = lstatSync(to, { throwIfNoEntry: false })
  if (stands?.isSymbolicLink() === true) throw refusal(to, 'it is a link. Choose the file itself or another name.')
  if (stands?.isDirectory() === true) throw refusal(to, 'it is a folder.')
  if (stands !== undefined && !stands.isFile()) throw refusal(to, 'it is a device or a pipe.')
  const own = statSync(source)
  if (stands !== undefined && stands.ino === own.ino && stands.dev === own.dev)
    throw refusal(to, 'it is the project itself. Choose another name.')
  if (stands !== undefined && isHeld(to, nativeBinding))
    throw new Failure(
      'locked',
      `No copy was written to “${path.basename(to)}”: that project is open. Close it first or choose another name.`,
    )
  if (side !== undefined)
    throw refusal(to, `“${path.basename(side)}” stands beside it, left by a project that was not closed. Choose another name.`)
}
