// Where a text says itself that two names are one: "Brennoch, which Saldrian-speakers call Varlune", "X, also known as Y",
// "X, the capital of Z, which is called Y", "X (Y)", "X, or Y,", "X, formerly Y". What stands between two names of a sentence
// is held against a few patterns of English, German, French, Spanish and Russian.
import type { Range } from '../text.ts'
import type { NameForm } from './find.ts'

/** Two names that a text makes one, and the words that say so (UTF-16 offsets). */
export type AliasCue = Readonly<{ names: readonly [string, string]; range: Range }>

const how = '(?:also |better |now |today |formerly |commonly |locally |officially |internationally |still |sometimes |often )*'
const article = '(?:of |as )?(?:the |la |le |el |der |die |das )?'
const cues: readonly RegExp[] = [
  // which/that … call Y
  new RegExp(
    `^,? ?\\(?(?:which|who|whom|that|what)(?: the| their| some| many| most)?(?: [\\p{L}’'-]+){1,3} (?:call|calls|called|name|names|refer to as|know as) ${article}$`,
    'u',
  ),
  // (which is) known as, called, renamed … Y, with "in Z" or "by the Zs" before or after the verb
  new RegExp(
    `^,? ?\\(?(?:(?:which|who|that) (?:(?:in|by|to) (?:the )?[\\p{L}’'-]+ )?)?(?:is |was |are |were |has been )?${how}(?:known|called|(?<=(?:is|was|are|were|been) )named|referred to|renamed|dubbed|spelled|spelt)(?: (?:in|by|to) (?:the |its )?[\\p{L}’'-]+(?: [\\p{Ll}-]+)?)? ${article}$`,
    'u',
  ),
  /^,? ?\(?(?:formerly|previously|once|now|today|also|alias|aka|a\.k\.a\.|née)(?: known as| called)? (?:the )?$/u,
  /^,? ?\(?(?:genannt|bekannt als|früher|auch|dit|dite|appelée?|connue? sous le nom de|anciennement|llamad[oa]|conocid[oa] como|antes|ранее|бывш\p{L}+|также) $/u,
]
const parenthesis = /^ \((?:the )?["“«]?$/u
const or = /^, or (?:the )?$/u
/** ", the capital of Z": what it tells of is the name before it. */
const apposition = /^, (?:the|a|an|its) [^,;:.]*$/u

/** Names further apart than this, in UTF-16 units, are not made one. */
const FURTHEST = 120

type Place = Readonly<{ form: string; start: number; end: number }>

/** The cues of a text in its order. `sentences` and the names' ranges are of the same text. */
export function aliasCues(text: string, sentences: readonly Range[], names: readonly NameForm[]): readonly AliasCue[] {
  const places = names
    .flatMap(({ form, ranges }) => ranges.map(({ start, end }): Place => ({ form, start, end })))
    .sort((a, b) => a.start - b.start)
  const found: AliasCue[] = []
  let first = 0
  for (const { start, end } of sentences) {
    while (first < places.length && (places[first] as Place).start < start) first++
    let last = first
    while (last < places.length && (places[last] as Place).end <= end) last++
    for (let j = first + 1; j < last; j++) {
      const alias = places[j] as Place
      // Those who use the name, or the land where they do, may stand between it and what it names.
      for (let i = Math.max(first, j - 2); i < j; i++) {
        const named = places[i] as Place
        if (alias.start - named.end > FURTHEST) continue
        const words = text.slice(named.end, alias.start).replace(/\s/gu, ' ')
        const after = text[alias.end] ?? ' '
        const says =
          cues.some((cue) => cue.test(words)) ||
          (parenthesis.test(words) && /[)"”»]/.test(after)) ||
          (or.test(words) && /[,.;)]/.test(after))
        if (!says) continue
        const holder = places[i - 1]
        const told =
          i > first && holder !== undefined && apposition.test(text.slice(holder.end, named.start)) && words.startsWith(',')
            ? holder
            : named
        if (told.form !== alias.form) found.push({ names: [told.form, alias.form], range: { start: told.start, end: alias.end } })
        break
      }
    }
    first = last
  }
  return found
}
