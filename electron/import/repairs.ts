// What is done to a text so that equal words are equal characters: one kind of line end, one kind of space, no invisible
// characters but those that a script needs, NFC. Each repair is counted, so that the analyst can see it. Repairing a
// repaired text changes nothing.

/** How often each repair was made, by the repair's sentence. */
export type Tally = Map<Sentence, number>
/** What was done to one place, and to `#` places. */
type Sentence = Readonly<{ one: string; many: string }>
type Repair = Sentence & Readonly<{ find: RegExp; by: string | ((found: string) => string) }>

const lineEnds: readonly Repair[] = [
  { find: /\r\n/g, by: '\n', one: '1 Windows line end became a plain one', many: '# Windows line ends became plain ones' },
  { find: /\u2029/g, by: '\n\n', one: '1 paragraph separator became a blank line', many: '# paragraph separators became blank lines' },
  {
    find: /[\r\v\f\u0085\u2028]/g,
    by: '\n',
    one: '1 unusual line end became a plain one',
    many: '# unusual line ends became plain ones',
  },
]

/** Zero-width joiners but those that shape Arabic and Indic words or hold an emoji together. */
const looseJoiners =
  /(?!(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}]).(?=[\p{L}\p{M}]))(?!(?<=\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])\u200d(?=\p{Extended_Pictographic}))[\u200c\u200d]/gu

const characters: readonly Repair[] = [
  { find: /\u00ad/g, by: '', one: '1 soft hyphen was removed', many: '# soft hyphens were removed' },
  {
    find: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    by: '',
    one: '1 direction mark was removed',
    many: '# direction marks were removed',
  },
  {
    find: /[\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
    by: '',
    one: '1 invisible character was removed',
    many: '# invisible characters were removed',
  },
  {
    find: /(?![\t\n])\p{Cc}|[\ufdd0-\ufdef\ufffe\uffff]/gu,
    by: '',
    one: '1 control character was removed',
    many: '# control characters were removed',
  },
  {
    find: /\p{Surrogate}/gu,
    by: '\ufffd',
    one: '1 half of a character was marked as lost',
    many: '# halves of characters were marked as lost',
  },
  { find: looseJoiners, by: '', one: '1 invisible joiner was removed', many: '# invisible joiners were removed' },
  {
    find: /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g,
    by: (run) => (/^ +$/.test(run) ? run : ' '),
    one: '1 non-breaking or unusual space became a plain one',
    many: '# non-breaking or unusual spaces became plain ones',
  },
]

/** The limit of Unicode's stream-safe format (UAX #15): more marks on one letter are in no language, and slow to put in order. */
const heapedMarks: Repair = {
  find: /(?<=\p{M}{30})\p{M}/gu,
  by: '',
  one: '1 mark too many on one letter was removed',
  many: '# marks too many on one letter were removed',
}

const composed: Sentence = { one: '1 line was put into composed form (NFC)', many: '# lines were put into composed form (NFC)' }

function count(tally: Tally, sentence: Sentence, times: number): void {
  if (times > 0) tally.set(sentence, (tally.get(sentence) ?? 0) + times)
}

function mend(text: string, repair: Repair, tally: Tally): string {
  let times = 0
  const mended = text.replace(repair.find, (found) => {
    const by = typeof repair.by === 'string' ? repair.by : repair.by(found)
    if (by !== found) times += 1
    return by
  })
  count(tally, repair, times)
  return times === 0 ? text : mended
}

/** Puts a text into its repaired form and counts in `tally` what that took. */
export function repair(text: string, tally: Tally): string {
  let mended = text
  for (const each of [...lineEnds, ...characters, heapedMarks]) mended = mend(mended, each, tally)
  const normal = mended.normalize('NFC')
  if (normal === mended) return mended
  const before = mended.split('\n')
  const after = normal.split('\n')
  count(tally, composed, Math.max(1, before.filter((line, i) => line !== after[i]).length))
  // Some letters are two in composed form.
  return mend(normal, heapedMarks, tally)
}

/** The repairs as plain sentences, such as `12 soft hyphens were removed`. */
export function sentences(tally: Tally): string[] {
  return [...tally].map(([sentence, times]) => (times === 1 ? sentence.one : sentence.many.replace('#', times.toLocaleString('en'))))
}
