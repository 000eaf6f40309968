// What every part of reading a REFI-QDA project needs: its notes, its coders, and the list of what does not come along.
import { CoderId, type Sha256 } from '../ids.ts'
import type { Coder } from '../records.ts'
import { opening } from './itemnames.ts'
import type { Item } from './loss.ts'
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
    'Sets of codes and of notes are left out.': [] as Item[],
    'Sets of nothing are left out.': [] as Item[],
    'Descriptions of cases and sets are left out where those become outlets and collections.': [] as Item[],
    'Codes that were only headings can be applied here.': [] as Item[],
    'Codes of a whole source or case are left out.': [] as Item[],
    'Codes on selections that the file does not list are left out.': [] as Item[],
    'Selections outside their text are left out.': [] as Item[],
    'Selections that do not fit the text of a Word file are left out.': [] as Item[],
    'Selections without words are left out.': [] as Item[],
    'Links whose ends are not two highlights are left out.': [] as Item[],
    'Notes whose words are not in the file are left out.': [] as Item[],
    'Further cases, sets and collections of what has one already are left out.': [] as Item[],
    'Attributes of articles beyond 50 have no name in the study.': [] as Item[],
    'Words too long for their field are cut.': [] as Item[],
  }
  readonly #notes: ReadonlyMap<string, Qde['notes'][number]>
  /** Notes that links lead from or to, by what is at their other end. */
  readonly #linked = new Map<string, string[]>()
  readonly #used = new Set<string>()

  constructor(qde: Qde, guidOf: GuidOf) {
    this.qde = qde
    this.guidOf = guidOf
    this.ours = Object.values(origins).includes(qde.origin)
    this.coders = qde.users.map(({ guid, name }, n) => ({ id: CoderId.parse(guid), name: line(name) || `Coder ${n + 1}` }))
    this.#notes = new Map(qde.notes.map((note) => [note.guid, note]))
    for (const { from, to } of qde.links)
      for (const [note, other] of [
        [from, to],
        [to, from],
      ] as const)
        if (this.#notes.has(note) && !this.#notes.has(other)) this.#linked.set(other, [...(this.#linked.get(other) ?? []), note])
  }

  /** The texts of notes that something refers to, or that links lead to. */
  noted(guid: string, ids: readonly string[]): string[] {
    return [...ids, ...(this.#linked.get(guid) ?? [])].flatMap((id) => {
      this.#used.add(id)
      return this.#notes.get(id)?.text ?? []
    })
  }

  /** Whether a link has led a note to what it is about. */
  isNoted(from: string, to: string): boolean {
    return this.#used.has(from) || this.#used.has(to)
  }

  note(id: string | undefined): Qde['notes'][number] | undefined {
    return this.#notes.get(id ?? '')
  }

  /** Notes that nothing has referred to. */
  free(): Qde['notes'] {
    for (const { guid, name, text } of this.qde.notes)
      if (text.trim() === '') this.lost['Notes whose words are not in the file are left out.'].push([guid, name])
    return this.qde.notes.filter(({ guid, text }) => !this.#used.has(guid) && text.trim() !== '')
  }

  /** Words no longer than a field holds. */
  fitting(id: string, words: string, most = LINE): string {
    if (words.length > most) this.lost['Words too long for their field are cut.'].push([id, opening(words)])
    return cut(words, most)
  }

  /** Each of several texts once, as paragraphs; no longer than a field holds. */
  joined(id: string, parts: readonly string[]): string {
    return this.fitting(id, [...new Set(parts.filter((part) => part.trim() !== ''))].join('\n\n'), PROSE)
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
