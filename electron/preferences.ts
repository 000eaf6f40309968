// What Parallax remembers between starts, apart from any project. Losing it costs nothing but comfort, so a file that cannot
// be read counts as empty.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { themes } from '../shared/contract.ts'
import { writeAtomically } from './export/file.ts'

const Place = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive(), maximized: z.boolean() })
/** Where the window stood. */
export type Place = Readonly<z.infer<typeof Place>>

const Preferences = z.object({
  /** The project to open at the next start. */
  last: z.string().nullable().catch(null),
  /** Project files, newest first. */
  recent: z.array(z.string()).catch([]),
  /** An import that was not brought to its end: what was chosen for which project. */
  unfinished: z
    .object({ project: z.string(), chosen: z.array(z.string()), files: z.int() })
    .nullable()
    .catch(null),
  theme: z.enum(themes).catch('system'),
  place: Place.nullable().catch(null),
})
type Preferences = Readonly<z.infer<typeof Preferences>>

export class PreferenceFile {
  readonly #file: string
  #held: Preferences

  constructor(file: string) {
    this.#file = file
    let read: unknown
    try {
      read = JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      read = {}
    }
    this.#held = Preferences.catch(Preferences.parse({})).parse(read)
  }

  get held(): Preferences {
    return this.#held
  }

  /** Remembers, on disk too; a disk that cannot take it is no reason to stop working. */
  keep(some: Partial<Preferences>): void {
    this.#held = { ...this.#held, ...some }
    try {
      writeAtomically(this.#file, JSON.stringify(this.#held))
    } catch (error) {
      console.error('preferences were not kept:', error)
    }
  }
}
