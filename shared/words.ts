// Words as they are compared. Two spellings are one word when they differ only in what a newsroom's software changes on the
// way: upper and lower case, compatibility forms (ﬁ, full-width letters), the shape of an apostrophe, invisible characters,
// and pointing that a script leaves to the writer (Hebrew points, Arabic vowel marks and tatweel, the Russian stress mark
// and ё). Other diacritics are kept, because año is not ano. Hyphens and dashes part words, so that "cease-fire" meets
// "cease fire"; digits set high are footnote marks and belong to no word. Chinese, Japanese, Thai, Lao, Khmer and Burmese
// write no spaces: there, each letter with its marks is a word. So words here are finer than those of `countWords`.

/** The words of a text in order: `[starts[i], ends[i])` in UTF-16 code units, and a number that equal words share. */
export type Words = Readonly<{ count: number; starts: Int32Array; ends: Int32Array; ids: Int32Array }>

const apostrophe = /['‘’‛`´ʹʻʼ′＇׳]/u
const apostrophes = new RegExp(apostrophe, 'gu')
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]/u
const raised = /[²³¹⁰-⁹]/u
const optional = /[\p{Cf}\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]|(?<=[\u0400-\u052f])\u0301|(?<=i)\u0307/gu

/** ASCII but for the grave accent, which is also typed as an apostrophe. */
const plain = /^[\0-_a-\x7f]*$/

/** The form under which a word is compared. */
export function foldWord(word: string): string {
  if (plain.test(word)) return word.toLowerCase()
  const folded = word
    .replace(apostrophes, "'")
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replace(optional, '')
    .replaceAll('ς', 'σ')
    .replaceAll('ё', 'е')
  return folded === '' ? word : folded
}

const UNKNOWN = 0
const OTHER = 1
const LETTER = 2
/** A letter that is a word. */
const ALONE = 3
/** Goes on with a word but begins none. */
const MARK = 4
/** As MARK, but a word does not end with it. */
const INVISIBLE = 5
/** Inside a word only where a letter follows. */
const APOSTROPHE = 6

function classify(character: string): number {
  if (apostrophe.test(character)) return APOSTROPHE
  if (/[\p{L}\p{N}]/u.test(character)) return raised.test(character) ? OTHER : unspaced.test(character) ? ALONE : LETTER
  if (/\p{M}/u.test(character)) return MARK
  return /\p{Cf}/u.test(character) ? INVISIBLE : OTHER
}

/** Classes of the code units met so far; those of ASCII are known. */
const classes = new Uint8Array(0x10000)
for (let unit = 0; unit < 0x80; unit++) classes[unit] = /[0-9A-Za-z]/.test(String.fromCharCode(unit)) ? LETTER : OTHER
for (const mark of "'`") classes[mark.charCodeAt(0)] = APOSTROPHE

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const known = classes[unit]
  if (known === undefined) return OTHER
  if (known !== UNKNOWN) return known
  // A surrogate says nothing alone: its class is its pair's, looked up each time.
  if (unit >= 0xd800 && unit <= 0xdbff) return classify(String.fromCodePoint(text.codePointAt(at) as number))
  const found = classify(String.fromCharCode(unit))
  classes[unit] = found
  return found
}

const widthAt = (text: string, at: number) => ((text.codePointAt(at) as number) > 0xffff ? 2 : 1)

/** Where the word that begins at `start` ends. */
function endOfWord(text: string, start: number, alone: boolean): number {
  let end = start + widthAt(text, start)
  let at = end
  for (;;) {
    if (!alone) while (classes[text.charCodeAt(at)] === LETTER) end = ++at
    const kind = classAt(text, at)
    if (kind === MARK || (kind === LETTER && !alone)) {
      at += widthAt(text, at)
      end = at
    } else if (kind === INVISIBLE) at++
    else if (kind === APOSTROPHE && !alone && at === end && classAt(text, at + 1) === LETTER) at++
    else return end
  }
}

/** Numbers words; texts that are compared share one. */
export class Vocabulary {
  readonly #spellings = new Map<string, number>()
  readonly #folded = new Map<string, number>()

  /** The number of a word as it is spelled. */
  idOf(spelling: string): number {
    let id = this.#spellings.get(spelling)
    if (id !== undefined) return id
    const word = foldWord(spelling)
    id = this.#folded.get(word)
    if (id === undefined) {
      id = this.#folded.size
      this.#folded.set(word, id)
    }
    this.#spellings.set(spelling, id)
    return id
  }
}

/** Reads the words of a text. Two texts read with one vocabulary number the same words the same. */
export function readWords(text: string, vocabulary = new Vocabulary()): Words {
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  const ids = new Int32Array(text.length)
  let count = 0
  let at = 0
  for (;;) {
    while (classes[text.charCodeAt(at)] === OTHER) at++
    if (at >= text.length) break
    const kind = classAt(text, at)
    if (kind !== LETTER && kind !== ALONE) {
      at++
      continue
    }
    const end = endOfWord(text, at, kind === ALONE)
    starts[count] = at
    ends[count] = end
    ids[count] = vocabulary.idOf(text.slice(at, end))
    count++
    at = end
  }
  return { count, starts: starts.subarray(0, count), ends: ends.subarray(0, count), ids: ids.subarray(0, count) }
}
