// What every part of reading a REFI-QDA project needs: its notes, its coders, and the list of what does not come along.
import { CoderId, type Sha256 } from '../ids.ts'
import type { Coder } from '../records.ts'
import { type GuidOf, origins, type Qde } from './qde.ts'

export type Reading = Readonly<{
  guidOf: GuidOf
  sha256: (content: string | Uint8Array) => Sha256
  /** The bytes that the text of a source was read from, by its GUID. */
  bytes: ReadonlyMap<string, Uint8Array>
  now: number
  version: string
}>
const LINE = 2_000
/** As much as a definition or memo holds. */
export const PROSE = 200_000
const cut = (words: string, most: number): string => (words.length <= most ? words : words.slice(0, most).replace(/[\ud800-\udbff]$/, ''))
export const line = (words: string): string => cut(words, LINE)
export const prose = (words: string): string => cut(words, PROSE)
/** Each of several texts once, as paragraphs. */
export const joined = (parts: readonly string[]): string => prose([...new Set(parts.filter((part) => part.trim() !== ''))].join('\n\n'))
/** Times without a zone are in UTC. */
export function timeOf(at: string, otherwise: number): number {
  const time = Date.parse(/[Zz]$|[+-]\d\d:?\d\d$/.test(at) ? at : `${at}Z`)
  return Number.isNaN(time) ? otherwise : Math.round(time)
}

export class QdeIntake {
  readonly qde: Qde
  readonly guidOf: GuidOf
  /** Whether we wrote the file. */
  readonly ours: boolean
  readonly coders: Coder[]
  readonly lost = {
    'Sets of codes are left out.': [] as string[],
    'Codes that were only headings can be applied here.': [] as string[],
    'Codes of a whole source are left out.': [] as string[],
    'Codes on selections that the file does not list are left out.': [] as string[],
    'Selections outside their text are left out.': [] as string[],
    'Selections without words are left out.': [] as string[],
    'Links whose ends are not two highlights are left out.': [] as string[],
    'Further cases, sets and collections of what has one already are left out.': [] as string[],
    'Words too long for their field are cut.': [] as string[],
  }
  readonly #notes: ReadonlyMap<string, Qde['notes'][number]>
  readonly #used = new Set<string>()

  constructor(qde: Qde, guidOf: GuidOf) {
    this.qde = qde
    this.guidOf = guidOf
    this.ours = Object.values(origins).includes(qde.origin)
    this.coders = qde.users.map(({ guid, name }, n) => ({ id: CoderId.parse(guid), name: line(name) || `Coder ${n + 1}` }))
    this.#notes = new Map(qde.notes.map((note) => [note.guid, note]))
  }

  /** The texts of notes that something refers to. */
  noted(ids: readonly string[]): string[] {
    return ids.flatMap((id) => {
      this.#used.add(id)
      return this.#notes.get(id)?.text ?? []
    })
  }

  note(id: string | undefined): Qde['notes'][number] | undefined {
    return this.#notes.get(id ?? '')
  }

  /** Notes that nothing has referred to. */
  free(): Qde['notes'] {
    return this.qde.notes.filter(({ guid, text }) => !this.#used.has(guid) && text.trim() !== '')
  }

  /** Words no longer than a field holds. */
  fitting(id: string, words: string, most = LINE): string {
    if (words.length > most) this.lost['Words too long for their field are cut.'].push(id)
    return cut(words, most)
  }

  /** The first of these whom the file knows, else whoever made the project. */
  coderOf(...users: readonly string[]): CoderId {
    const id = CoderId.parse(this.guidOf('coder', 'unknown'))
    const found = [...users, this.qde.user, id].flatMap((user) => this.coders.find((coder) => coder.id === user) ?? [])[0]
    if (found !== undefined) return found.id
    this.coders.push({ id, name: 'Unknown coder' })
    return id
  }
}
