// Who is quoted in two texts: one row for each voice, with how often and how long each text lets it speak, by which words, and who
// has the first and the last word. A voice is known by the entity that the analyst gave it, else by its name, else by its role. A
// pronoun stays one: whom it means is for the analyst to say.
import type { EntityId } from '../ids.ts'
import type { NameRow } from '../names/model.ts'
import { plainName } from '../names/sounds.ts'
import type { Entity } from '../records.ts'
import { isGrammar, plainWord } from '../terms.ts'
import type { Range } from '../text.ts'
import { wordsIn } from '../zones.ts'
import type { Attributed } from './attributed.ts'
import type { SourceRow, Sources, SpeechBase, Voice } from './model.ts'

const pronouns = /^(?:he|she|they|it|we|you|i|who|er|sie|es|il|elle|ils|elles|él|ella|ellos|он|она|они)$/iu
const unnamed =
  /\b(?:sources?|officials?|witness(?:es)?|observers?|analysts?|experts?|critics|people|persons?|residents?|locals|someone|diplomats?|media|reports|others?|many|some|anonymity|unnamed)\b/i

/** May follow a name: "Aurelle Tavassin on Monday". */
const when = /^(?:\s+on\s+\p{Lu}\p{L}+)?$/u
/** Before a name that only says where. */
const beside = /\b(?:in|of|from|at|for|near|and)\s+(?:\S+\s+){0,2}$/i
/** Every longer word has a capital: "Russian Ministry of Defence". */
const isName = (words: string): boolean =>
  words.split(/\s+/).every((word) => word.length < 4 || /^\p{Lu}/u.test(word)) && /^\p{Lu}/u.test(words)

type Known = Readonly<{ kind: SourceRow['kind']; key: string; name: string; entityId: EntityId | null }>
type Side = Readonly<{ text: string; words: number; attributed: readonly Attributed[] }>

const nobody: Known = { kind: 'none', key: 'none', name: '', entityId: null }

/** Tells who a source is. A name counts where the words end with it; "the hospital in Brennoch" is a role. */
function whoIs(
  text: string,
  { source, entityId }: Attributed,
  names: readonly NameRow[],
  side: 'a' | 'b',
  entities: ReadonlyMap<string, Entity>,
): Known {
  const entity = entities.get(entityId ?? '')
  if (entity !== undefined) return { kind: 'named', key: `@${entity.id}`, name: entity.name, entityId: entity.id }
  if (source === null) return nobody
  const words = text.slice(source.start, source.end).replace(/\s+/g, ' ').trim()
  if (pronouns.test(words)) return { kind: 'pronoun', key: `pronoun ${words.toLowerCase()}`, name: words.toLowerCase(), entityId: null }
  const named = names.flatMap((row) => {
    const ends = ({ start, end }: Range) => start >= source.start && end <= source.end && when.test(text.slice(end, source.end))
    const range = row[side].forms.flatMap(({ ranges }) => ranges).find(ends)
    return range === undefined || beside.test(text.slice(source.start, range.start)) ? [] : [row]
  })[0]
  if (named !== undefined) {
    const key = named.entityId === null ? `name ${plainName(named.name)}` : `@${named.entityId}`
    return { kind: 'named', key, name: named.name, entityId: named.entityId }
  }
  const bare = words.replace(/^(?:the|a|an|its|his|her|their|some)\s+/i, '')
  const plain = bare
    .split(/[\s-]+/)
    .map(plainWord)
    .filter((word) => word !== '' && !isGrammar(word))
    .join(' ')
  if (isName(bare)) return { kind: 'named', key: `name ${plain}`, name: bare, entityId: null }
  return { kind: unnamed.test(bare) ? 'unnamed' : 'role', key: `role ${plain}`, name: bare, entityId: null }
}

const silent: Voice = {
  times: 0,
  words: 0,
  quoted: 0,
  stances: { neutral: 0, endorsing: 0, distancing: 0 },
  first: false,
  last: false,
  ranges: [],
}

function voiceOf(text: string, said: readonly Attributed[], isFirst: boolean, isLast: boolean): Voice {
  const stance = (wanted: Attributed['stance']) => said.filter((each) => each.stance === wanted).length
  const ranges = said.flatMap((each) => each.ranges)
  return {
    times: said.length,
    words: wordsIn(text, ranges),
    quoted: wordsIn(
      text,
      said.flatMap((each) => (each.kind === 'quotation' ? each.ranges : [])),
    ),
    stances: { neutral: stance('neutral'), endorsing: stance('endorsing'), distancing: stance('distancing') },
    first: isFirst,
    last: isLast,
    ranges,
  }
}

/** Quotations inside a statement are told once: the statement counts. */
function outermost(attributed: readonly Attributed[]): Attributed[] {
  const holds = (one: Attributed, other: Attributed) =>
    one !== other &&
    other.ranges.every((inner) =>
      one.ranges.some((outer) => outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start),
    )
  return attributed.filter((each) => !attributed.some((other) => holds(other, each)))
}

/** The voices of two texts, the one that speaks longest first. `words` of a side are those that are counted. */
export function sourcesOf(a: Side, b: Side, names: readonly NameRow[], entities: readonly Entity[]): Sources {
  const byId = new Map<string, Entity>(entities.map((each) => [each.id, each]))
  const rows = new Map<string, Known & Record<'a' | 'b', Voice>>()
  const base = (['a', 'b'] as const).map((place): SpeechBase => {
    const side = place === 'a' ? a : b
    const told = outermost(side.attributed)
    const coded = told.filter((each) => each.coded).length
    const saidBy = new Map<string, { known: Known; said: Attributed[] }>()
    for (const each of told) {
      const known = whoIs(side.text, each, names, place, byId)
      const held = saidBy.get(known.key) ?? { known, said: [] }
      held.said.push(each)
      saidBy.set(known.key, held)
    }
    const voiced = told.filter((each) => each.source !== null || each.entityId !== null)
    for (const { known, said } of saidBy.values()) {
      const row = rows.get(known.key) ?? { ...known, a: silent, b: silent }
      const voice = voiceOf(
        side.text,
        said,
        known.kind !== 'none' && said.includes(voiced[0] as Attributed),
        known.kind !== 'none' && said.includes(voiced.at(-1) as Attributed),
      )
      rows.set(known.key, { ...row, [place]: voice })
    }
    return {
      credited: wordsIn(
        side.text,
        voiced.flatMap(({ ranges }) => ranges),
      ),
      words: side.words,
      coded,
      proposed: told.length - coded,
    }
  })
  const order = (kind: SourceRow['kind']) => (kind === 'none' ? 1 : 0)
  return {
    rows: [...rows.values()]
      .sort((x, y) => order(x.kind) - order(y.kind) || y.a.words + y.b.words - x.a.words - x.b.words || (x.name < y.name ? -1 : 1))
      .map(({ name, kind, entityId, a: left, b: right }) => ({ name, kind, entityId, a: left, b: right })),
    a: base[0] as SpeechBase,
    b: base[1] as SpeechBase,
  }
}
