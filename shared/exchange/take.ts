// Takes the contents of a file into a project as one change. A record whose id is free keeps it; one that the project holds to the
// letter is the same and is passed over, so that taking in twice adds nothing; any other whose id is taken gets a new one, and
// all that refers to it follows. Records are looked at in the order of their kinds, so that what they refer to is settled first.
import type { Change, Step } from '../change.ts'
import { Failure } from '../failure.ts'
import { type Article, type Code, type Kind, kinds, type Pair, type RecordOf, records, type Study } from '../records.ts'
import type { ProjectContents, Records } from './contents.ts'
import { itemNames } from './itemnames.ts'
import { type Loss, lossesOf } from './loss.ts'

/** What a project holds already. */
export type Held = Readonly<{
  record: <K extends Kind>(kind: K, id: string) => RecordOf<K> | undefined
  /** Names of its codebooks and the keys of the keyboard that its codes have. */
  codebooks: readonly string[]
  shortcuts: readonly string[]
}>

/** Which kind of record each reference leads to. */
const leadsTo: Readonly<Record<string, Kind>> = {
  codebookId: 'codebook',
  parentId: 'code',
  codeId: 'code',
  articleId: 'article',
  reprintOf: 'article',
  aId: 'article',
  bId: 'article',
  thereId: 'article',
  revisionId: 'revision',
  highlightId: 'highlight',
  fromId: 'highlight',
  toId: 'highlight',
  coderId: 'coder',
  entityId: 'entity',
}
/** Lists of references, or of pairs of them. What they lead to may be gone. */
const leadMany: Readonly<Record<string, Kind>> = { articleIds: 'article', pairs: 'article', codeIds: 'code', coderIds: 'coder' }
/** Records that another one holds within itself. */
const within: Readonly<Record<string, Kind>> = { highlight: 'highlight', codings: 'coding', links: 'link' }

type Renamed = (kind: Kind, id: string) => string

const eachRenamed = (value: unknown, name: Renamed, kind: Kind): unknown =>
  Array.isArray(value) ? value.map((each) => eachRenamed(each, name, kind)) : typeof value === 'string' ? name(kind, value) : value

/** A value with every reference in it renamed; `attributes` may hold entities as their values. */
function renamed(value: unknown, name: Renamed, own: Kind | null): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, name, own))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      const kind = key === 'id' ? own : Object.hasOwn(leadsTo, key) ? (leadsTo[key] as Kind) : null
      if (kind !== null && typeof held === 'string') return [key, name(kind, held)]
      const listed = Object.hasOwn(leadMany, key) ? leadMany[key] : undefined
      if (listed !== undefined) return [key, eachRenamed(held, name, listed)]
      if (key === 'attributes' && typeof held === 'object' && held !== null && !Array.isArray(held))
        return [key, Object.fromEntries(Object.entries(held).map(([each, said]) => [each, name('entity', String(said))]))]
      return [key, renamed(held, name, Object.hasOwn(within, key) ? (within[key] as Kind) : null)]
    }),
  )
}

/** Every reference in a value, with the kind that it leads to. */
function* referencesIn(value: unknown): Generator<readonly [Kind, string]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, held] of Object.entries(value)) {
    const kind = Object.hasOwn(leadsTo, key) ? leadsTo[key] : undefined
    if (kind !== undefined && typeof held === 'string') yield [kind, held]
    else if (key !== 'attributes') yield* referencesIn(held)
  }
}

const refused = (what: string) => new Failure('invalid-input', `This file cannot be taken in: ${what}. Nothing was changed.`)

/** Those that others refer to before the others. @throws Failure when they stand under one another in a circle */
function parentsFirst<T extends Readonly<{ id: string }>>(all: readonly T[], parentOf: (each: T) => string | null): T[] {
  const byId = new Map<string, T>(all.map((each) => [each.id, each]))
  const done = new Set<string>()
  const sorted: T[] = []
  for (const each of all) {
    const line: T[] = []
    for (let at: T | undefined = each; at !== undefined && !done.has(at.id); at = byId.get(parentOf(at) ?? '')) {
      if (line.includes(at)) throw refused(`“${at.id}” stands under itself`)
      line.push(at)
      if (line.length > 1_000) throw refused('records are nested more than 1,000 deep')
    }
    for (const next of line.toReversed()) {
      done.add(next.id)
      sorted.push(next)
    }
  }
  return sorted
}

/**
 * Says what is wrong among the records of a file: two with one id, or one that refers to nothing.
 * @throws Failure 'invalid-input'
 */
export function checkReferences(all: Records): void {
  const ids = new Map<Kind, Set<string>>()
  for (const kind of kinds) {
    const own = new Set<string>()
    for (const { id } of all[kind]) {
      if (own.has(id)) throw refused(`it has two records of kind ${kind} with the id “${id}”`)
      own.add(id)
    }
    ids.set(kind, own)
  }
  for (const { highlight } of all.orphan) ids.get('highlight')?.add(highlight.id)
  for (const kind of kinds)
    for (const record of all[kind])
      for (const [to, id] of referencesIn(kind === 'orphan' ? { ...record, links: [] } : record))
        if (ids.get(to)?.has(id) !== true) throw refused(`a record of kind ${kind} refers to “${id}”, which is not there`)
}

/** An attribute that the project has keeps its form; a memo that says more is put behind its own. */
function mergedStudy(held: Study, { memo, attributes }: Study): Study {
  const keys = new Set(held.attributes.map(({ key }) => key))
  const said = memo === '' || held.memo.includes(memo) ? held.memo : held.memo === '' ? memo : `${held.memo}\n\n${memo}`
  return { ...held, memo: said, attributes: [...held.attributes, ...attributes.filter(({ key }) => !keys.has(key))].slice(0, 50) }
}

/** A pair's first article sorts before its second. */
const sorted = (pair: Pair): Pair =>
  pair.aId < pair.bId
    ? pair
    : {
        ...pair,
        aId: pair.bId,
        bId: pair.aId,
        relative: pair.relative === 'a' ? 'b' : pair.relative === 'b' ? 'a' : pair.relative,
        stances: pair.stances.map(({ entityId, a, b }) => ({ entityId, a: b, b: a })),
      }

const stemOf = (name: string): string => name.replace(/ \(\d+\)$/, '')

function freeName(name: string, taken: readonly string[]): string {
  const stem = stemOf(name)
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${stem} (${n})`
    if (!taken.includes(tried)) return tried
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Whether a project holds a record; what may have changed when it was taken in does not count: its place, a number, a key, the
 * moment of a link, which files of other programs do not say.
 */
function holds(kind: Kind, found: RecordOf<Kind>, next: RecordOf<Kind>): boolean {
  if (kind === 'link') return isSame(found, { ...next, createdAt: (found as RecordOf<'link'>).createdAt })
  if (kind === 'codebook') {
    const [held, book] = [found as RecordOf<'codebook'>, next as RecordOf<'codebook'>]
    return stemOf(held.name) === stemOf(book.name) && isSame(held, { ...book, name: held.name, position: held.position })
  }
  return isSame(found, kind === 'code' && (found as Code).shortcut === '' ? { ...next, shortcut: '' } : next)
}

/** What a project may say once only, and of what. */
const once: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  coding: ['highlightId', 'codeId'],
  revision: ['articleId', 'number'],
  pair: ['aId', 'bId', 'coderId'],
  feeling: ['coderId', 'entityId'],
}
function isSaid(kind: Kind, held: object, next: object): boolean {
  const [a, b]: Readonly<Record<string, unknown>>[] = [{ ...held }, { ...next }]
  return once[kind]?.every((field) => a?.[field] === b?.[field]) === true
}

/** The change, and what of the file stays behind. @throws Failure 'invalid-input' when the records of the file do not fit each other */
export function takeContents(
  held: Held,
  { records: all }: Pick<ProjectContents, 'records'>,
  newId: () => string,
): Readonly<{ change: Change; losses: readonly Loss[] }> {
  const kept: string[] = []
  checkReferences(all)
  const names = new Map<string, string>()
  const name: Renamed = (kind, id) => names.get(`${kind} ${id}`) ?? id
  const rename = <K extends Kind>(kind: K, record: RecordOf<K>): RecordOf<K> =>
    records[kind].parse(renamed(record, name, kind)) as RecordOf<K>
  const steps: Step[] = []
  const add = (kind: Kind, before: RecordOf<Kind> | null, after: RecordOf<Kind>) => steps.push({ kind, before, after } as Step)

  const settle = <K extends Kind>(kind: K, record: RecordOf<K>) => {
    const found = held.record(kind, record.id)
    if (kind === 'coder' && found !== undefined) return
    let next = rename(kind, record)
    if (found !== undefined && holds(kind, records[kind].parse(found) as RecordOf<K>, next)) return
    if (kind === 'study' && found !== undefined) {
      const merged = mergedStudy(found as Study, next as Study)
      if (!isSame(found, merged)) add('study', found, merged)
      return
    }
    if (found !== undefined && isSaid(kind, found, next)) {
      kept.push(record.id)
      return
    }
    if (found !== undefined) {
      names.set(`${kind} ${record.id}`, newId())
      next = rename(kind, record)
    }
    if (kind === 'pair') next = sorted(next as Pair) as RecordOf<K>
    if (kind === 'codebook') {
      const book = next as RecordOf<'codebook'>
      const position = book.position + held.codebooks.length
      next = { ...book, name: freeName(book.name, held.codebooks), position } as RecordOf<K>
    }
    if (kind === 'code' && held.shortcuts.includes((next as Code).shortcut)) next = { ...next, shortcut: '' }
    add(kind, null, next)
  }
  for (const kind of kinds) {
    // What waits for its place comes back under its own ids, so they must be free as well.
    if (kind === 'highlight')
      for (const { highlight, codings, links } of all.orphan) {
        const again = held.record('highlight', highlight.id) !== undefined
        for (const [each, id] of [
          ['highlight', highlight.id],
          ...codings.map(({ id }) => ['coding', id]),
          ...links.map(({ id }) => ['link', id]),
        ] as [Kind, string][])
          if (again || held.record(each, id) !== undefined) names.set(`${each} ${id}`, newId())
      }
    const list: readonly RecordOf<Kind>[] =
      kind === 'code'
        ? parentsFirst<Code>(all.code, ({ parentId }) => parentId)
        : kind === 'article'
          ? parentsFirst<Article>(all.article, ({ reprintOf }) => reprintOf)
          : all[kind]
    for (const record of list) settle(kind, record as RecordOf<typeof kind>)
  }
  return {
    change: steps,
    losses: lossesOf({ 'What the project says otherwise stays as the project has it.': kept }, itemNames({ records: all })),
  }
}
