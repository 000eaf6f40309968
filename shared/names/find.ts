// The names in a text, found by their capitals: runs of capitalised words, with what may stand between them ("Republic of
// Corvane", "Oda van Quill", "J. K. Marsh"), without the title before them. A capital at the start of a sentence, of a
// quotation or in a headline says nothing, so there a word counts only where it stands with a capital inside a sentence
// too, or goes on as a run. Scripts without capitals yield nothing. In German, where every noun has one, a single
// word is taken only after a title.

import { isGrammar } from '../terms.ts'
import type { Range } from '../text.ts'
import { plainName } from './sounds.ts'

/** One way in which a text writes a name, and where: ranges in UTF-16 offsets, in order. `plain` is its form in small Latin letters. */
export type NameForm = Readonly<{ form: string; plain: string; titles: readonly string[]; ranges: readonly Range[] }>

const capital = "(?:(?:al|el|ul|as|ad|ar|an|ash|az)-)?\\p{Lu}[\\p{L}\\p{M}]*(?:['’-]\\p{Lu}[\\p{L}\\p{M}]*)*"
const between =
  "(?: | (?:of|of the|for|de|da|do|dos|del|de la|della|di|du|des|la|le|van|van der|van den|von|von der|zu|der|den|bin|ibn|ben|al|el|y|do|z|na) | d['’])"
const run = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}])(?:${capital})(?:\\.(?= \\p{Lu}))?(?:${between}(?:${capital})(?:\\.(?= \\p{Lu}))?)*(?![\\p{L}\\p{M}\\p{N}])`,
  'gu',
)
const word = /\S+/gu

const ranks = new Set(
  `president premier minister chancellor king queen prince princess emperor sultan emir pope patriarch general colonel captain lieutenant
  major sergeant admiral commander senator governor mayor judge justice professor prof doctor dr mr mrs ms miss mx sir lord lady dame baron
  sheikh ayatollah imam rabbi bishop archbishop cardinal father reverend ambassador secretary chairman chairwoman director commissioner
  congressman congresswoman congressmember representative deputy leader chief coach captain inspector sheriff speaker
  prasident prasidentin bundeskanzler bundeskanzlerin kanzler kanzlerin ministerprasident minister ministerin herr frau
  presidente presidenta ministro ministra senor senora don dona canciller ministre monsieur madame mme chancelier
  prezident prezydent premjer ministr presidenten statsminister prezident ministr`
    .trim()
    .split(/\s+/),
)
/** Go with a rank, and are no title alone. */
const ranked = new Set(
  `prime first foreign defence defense interior home finance vice deputy former acting interim crown chief general staff attorney
  major lieutenant brigadier rear cabinet trade health education justice energy state primer primeiro premier`
    .trim()
    .split(/\s+/),
)

/** May be "of" something; another name of two words is "of" it only in passing: "Oda Quill of the Basin Commission". */
const bodies =
  /^(?:academy|alliance|army|assembly|association|bank|board|chamber|church|college|commission|committee|community|company|conference|confederation|congress|council|court|department|duchy|federation|foundation|front|fund|group|hospital|house|institute|kingdom|league|ministry|movement|museum|office|order|organi[sz]ation|parliament|party|province|republic|school|secretariat|senate|society|state|states|treaty|tribunal|union|university|war|works)$/

const calendars = new Map<string, ReadonlySet<string>>()
/** Months and days of a language and of English, in plain letters. */
export function calendarOf(language: string): ReadonlySet<string> {
  const known = calendars.get(language)
  if (known !== undefined) return known
  const names = new Set<string>()
  for (const tag of ['en', language])
    for (const width of ['long', 'short'] as const)
      try {
        const month = new Intl.DateTimeFormat(tag, { month: width, timeZone: 'UTC' })
        const day = new Intl.DateTimeFormat(tag, { weekday: width, timeZone: 'UTC' })
        for (let n = 0; n < 12; n++) names.add(plainName(month.format(Date.UTC(2024, n, 1))))
        for (let n = 1; n <= 7; n++) names.add(plainName(day.format(Date.UTC(2024, 0, n))))
      } catch {
        // A tag that the runtime does not know: English is enough.
      }
  calendars.set(language, names)
  return names
}

type Word = Readonly<{ text: string; plain: string; start: number }>
const isCapital = (each: Word | undefined): boolean => each !== undefined && /\p{Lu}/u.test(each.text)
type Sentence = Readonly<{ text: string; base: number; headline: boolean }>

/** Whether most of a line's words have capitals, as in a headline or a heading, so that a capital tells nothing. */
function isHeadline(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]{4,}/gu) ?? []
  const high = words.filter((each) => /^\p{Lu}/u.test(each)).length
  return words.length >= 2 && !/[.…]["”’»)]*$/u.test(text) && /^\P{L}*\p{Lu}/u.test(text) && high >= words.length * 0.65
}

const opens = /(?:^|[:“„«»"‘–—…•]|[.!?]["”’]?)\s*['"“„«‘(]*$/u
/** Whether a sentence, a quotation or a part after a colon or dash begins at a place. */
const isOpening = (text: string, at: number): boolean => opens.test(at > 12 ? `,${text.slice(at - 12, at)}` : text.slice(0, at))

/** Plain words that stand with a capital inside a sentence of a text, and those that stand without. */
function casesOf(sentences: readonly Sentence[]): Readonly<{ high: ReadonlySet<string>; low: ReadonlySet<string> }> {
  const high = new Set<string>()
  const low = new Set<string>()
  for (const { text, headline } of sentences)
    for (const found of text.matchAll(/[\p{L}\p{M}]+/gu)) {
      const plain = plainName(found[0])
      if (/^\p{Ll}/u.test(found[0])) low.add(plain)
      else if (!headline && /^\p{Lu}/u.test(found[0]) && !isOpening(text, found.index)) high.add(plain)
    }
  return { high, low }
}

const sentencesIn = (text: string, ranges: readonly Range[]): Sentence[] =>
  ranges.map(({ start, end }) => {
    const words = text.slice(start, end)
    return { text: words.replace(/\s/gu, ' '), base: start, headline: isHeadline(words) }
  })

/** The words of a text, in plain letters, that stand with a capital inside a sentence: what `namesIn` of another text may lean on. */
export const capitalsIn = (text: string, sentences: readonly Range[]): ReadonlySet<string> => casesOf(sentencesIn(text, sentences)).high

/**
 * Reads the names in the sentences (UTF-16 ranges) of a text. `language` is a BCP 47 tag; `elsewhere` are the capitals of a text on
 * the same story, which tell what a word at the start of a sentence is. Forms come in the order of the text.
 */
export function namesIn(text: string, ranges: readonly Range[], language: string, elsewhere?: ReadonlySet<string>): readonly NameForm[] {
  const sentences = sentencesIn(text, ranges)
  const { high, low } = casesOf(sentences)
  const calendar = calendarOf(language)
  const nouns = /^(?:de|lb|gsw)\b/.test(language)
  const forms = new Map<string, { form: string; plain: string; titles: Set<string>; ranges: Range[] }>()
  const isKnown = ({ plain }: Word) => plain.split(' ').some((part) => high.has(part) || (elsewhere?.has(part) === true && !low.has(part)))

  const take = (words: readonly Word[], title: string, sentence: Sentence): void => {
    const [first, last] = [words[0], words.at(-1)]
    if (first === undefined || last === undefined) return
    const end = last.start + last.text.length
    const form = sentence.text.slice(first.start, end)
    const plain = plainName(form)
    if (plain.length < 2 || /^-\p{Ll}/u.test(sentence.text.slice(end, end + 2))) return
    if (words.length === 1 && nouns && title === '') return
    const found = forms.get(form) ?? { form, plain, titles: new Set(), ranges: [] }
    if (title !== '') found.titles.add(title)
    found.ranges.push({ start: sentence.base + first.start, end: sentence.base + end })
    forms.set(form, found)
  }

  for (const sentence of sentences)
    for (const found of sentence.text.matchAll(run)) {
      const words = [...found[0].matchAll(word)].map(
        (each): Word => ({
          text: each[0].replace(/(?<=[\p{L}\p{M}]{2})\.$/u, ''),
          plain: plainName(each[0]),
          start: found.index + each.index,
        }),
      )
      let title = titleBefore(sentence.text.slice(Math.max(0, found.index - 60), found.index))
      let name: Word[] = []
      const close = () => {
        // What only joins names ends none.
        while (name.length > 0 && !isCapital(name.at(-1))) name.pop()
        if (name.length > 0) take(name, title, sentence)
        name = []
        title = ''
      }
      let at = 0
      if (isOpening(sentence.text, found.index)) {
        // The first word of a sentence: no name by its capital alone.
        const first = words[0] as Word
        const alone = words.length === 1 || !isCapital(words[1])
        if (titleAt(words, 0) > 0) at = 0
        else if (isGrammar(first.plain) || (!isKnown(first) && (alone || low.has(first.plain)) && !/^\p{Lu}{2,}$/u.test(first.text))) at = 1
      }
      for (; at < words.length; at++) {
        const each = words[at] as Word
        const rank = titleAt(words, at)
        if (rank > 0) {
          close()
          title = words
            .slice(at, at + rank)
            .map(({ plain }) => plain)
            .join(' ')
          at += rank - 1
          if (/^(?:of|for|de|du|del|da)$/.test(words[at + 1]?.text ?? '')) {
            // "President of the Republic of Corvane Yorun Dask": first the place, then who holds the title.
            const office = title
            title = ''
            at++
            while (at < words.length && !isCapital(words[at])) at++
            while (at < words.length) {
              name.push(words[at] as Word)
              if (isCapital(words[at]) && isCapital(words[at + 1])) break
              at++
            }
            close()
            title = office
          }
        } else if (calendar.has(each.plain) || (sentence.headline && !isKnown(each)) || (isGrammar(each.plain) && isCapital(each))) close()
        else if (name.length > 1 && /^(?:of|for)$/.test(each.text) && !name.some(({ plain }) => bodies.test(plain))) close()
        else if (name.length > 0 || isCapital(each)) name.push(each)
      }
      close()
    }
  return [...forms.values()].map((each) => ({ ...each, titles: [...each.titles] }))
}

/** How many words from one on are a title. */
function titleAt(words: readonly Word[], at: number): number {
  let rank = 0
  for (let i = at; i < words.length; i++) {
    const { plain } = words[i] as Word
    if (ranks.has(plain)) rank = i - at + 1
    else if (!ranked.has(plain)) break
  }
  return rank
}

/** The title that stands right before a name in small letters or with a comma: "the president, …". */
function titleBefore(before: string): string {
  const words = (/((?:[\p{L}\p{M}.]+ ){0,2}[\p{L}\p{M}.]+),? $/u.exec(before)?.[1] ?? '')
    .split(' ')
    .map((text) => ({ text, plain: plainName(text), start: 0 }))
  for (let at = 0; at < words.length; at++)
    if (titleAt(words, at) === words.length - at)
      return words
        .slice(at)
        .map(({ plain }) => plain)
        .join(' ')
  return ''
}
