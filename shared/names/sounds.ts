// How far two spellings of a name are apart by sound. Newsrooms write one name in many ways, because each language spells a foreign
// sound with letters of its own: Pashinyan is Paixinian in Catalan, Yevlakh is Yevlax in Azerbaijani. A name is written in plain
// letters (any-ascii), then read as a row of sounds. A letter or a group of letters that languages read differently stands for
// a set of sounds: x may be kh, sh or ks; j may be zh, dzh, y or kh. Two rows are compared by weighted edit distance: sounds
// whose sets meet cost nothing, kindred ones (b and p, v and w) little, vowels less than consonants, and doubled letters,
// a silent h or a glide between vowels next to nothing.
import anyAscii from 'any-ascii'

const sounds = 'p b f v w t d s z sh zh ch j k g kh h m n l r y'.split(' ')
const bit = new Map(sounds.map((sound, i) => [sound, 1 << i] as const))
const setOf = (names: string): number => names.split(' ').reduce((set, name) => set | (bit.get(name) ?? 0), 0)

/** Groups of letters, the longest first, and what they may stand for. Vowels are 0. */
const readings: readonly (readonly [letters: string, sounds: string])[] = [
  ['dzsch', 'j'],
  ['tzsch', 'ch'],
  ['shtch', 'sh ch'],
  ['dsch', 'j zh'],
  ['tsch', 'ch'],
  ['shch', 'sh ch'],
  ['chtch', 'sh ch'],
  ['sch', 'sh'],
  ['tch', 'ch'],
  ['dzh', 'j zh ch'],
  ['tsh', 'ch'],
  ['ch', 'ch sh kh k h'],
  ['cz', 'ch'],
  ['cs', 'ch'],
  ['sz', 's sh'],
  ['sh', 'sh s'],
  ['zh', 'zh j sh ch'],
  ['kh', 'kh h k'],
  ['gh', 'g kh'],
  ['dj', 'j zh'],
  ['dz', 'j z'],
  ['tj', 'ch t'],
  ['tz', 's z'],
  ['ts', 's z'],
  ['ph', 'f'],
  ['th', 't s'],
  ['dh', 'd z'],
  ['rh', 'r'],
  ['rz', 'zh r'],
  ['ck', 'k'],
  ['cq', 'k'],
  ['qu', 'k'],
  ['xh', 'j kh'],
  ['b', 'b'],
  ['c', 'k s ch j sh'],
  ['d', 'd'],
  ['f', 'f'],
  ['ge', 'g j kh h'],
  ['gi', 'g j kh h'],
  ['gy', 'g j'],
  ['g', 'g kh h'],
  ['h', 'h kh'],
  ['j', 'j zh y kh h'],
  ['k', 'k'],
  ['l', 'l'],
  ['m', 'm'],
  ['n', 'n'],
  ['p', 'p'],
  ['q', 'k g ch kh'],
  ['r', 'r'],
  ['s', 's z sh'],
  ['t', 't'],
  ['v', 'v f'],
  ['w', 'w v'],
  ['x', 'kh sh'],
  ['y', 'y'],
  ['z', 'z s'],
]
const vowels = 'aeiou'
const GLIDE = setOf('y')
const BREATH = setOf('h kh')

/** Sounds that one language hears as another's. */
const kin = ['p b', 't d', 'k g kh', 's z sh', 'sh zh ch j', 'v w f b', 'g kh h', 'f p', 'z j', 's ch', 'k ch'].map(setOf)

/** A sound: a set of readings, or a vowel. */
type Sound = Readonly<{ set: number; vowel: string }>

/** Plain small letters of a name, words joined by one blank. */
export const plainName = (name: string): string =>
  anyAscii(name.normalize('NFC'))
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const known = new Map<string, readonly Sound[]>()

function soundsOf(plain: string): readonly Sound[] {
  const found = known.get(plain)
  if (found !== undefined) return found
  const row: Sound[] = []
  for (let at = 0; at < plain.length; ) {
    const letter = plain[at] as string
    const last = row.at(-1)
    if (vowels.includes(letter)) {
      if (last?.vowel !== letter) row.push({ set: 0, vowel: letter })
      at++
      continue
    }
    const reading = readings.find(([letters]) => plain.startsWith(letters, at))
    if (reading === undefined) at++
    else {
      const set = setOf(reading[1])
      if (reading[0] === 'x') row.push({ set: setOf('k kh sh'), vowel: '' })
      else if (last?.set !== set || set === 0) row.push({ set, vowel: '' })
      at += /^g[eiy]$/.test(reading[0]) ? 1 : reading[0].length
    }
  }
  if (known.size > 20_000) known.clear()
  known.set(plain, row)
  return row
}

const isVowel = (sound: Sound) => sound.set === 0
/** Y stands for a vowel as well, and in Slavic endings for several letters. */
const isGlide = (sound: Sound) => sound.set === GLIDE
const near: ReadonlySet<string> = new Set(['ae', 'ea', 'ei', 'ie', 'ou', 'uo', 'ao', 'oa', 'iu', 'ui', 'eo', 'oe', 'au', 'ua'])

function change(a: Sound, b: Sound): number {
  if (isVowel(a) && isVowel(b)) return a.vowel === b.vowel ? 0 : near.has(a.vowel + b.vowel) ? 0.25 : 0.4
  if (isVowel(a) || isVowel(b)) {
    const [vowel, other] = isVowel(a) ? [a, b] : [b, a]
    if (isGlide(other) || (other.set & GLIDE) !== 0) return vowel.vowel === 'i' ? 0 : vowel.vowel === 'e' ? 0.2 : 0.5
    if ((other.set & setOf('w v')) !== 0) return vowel.vowel === 'u' || vowel.vowel === 'o' ? 0.4 : 1.2
    return 1.2
  }
  if ((a.set & b.set) !== 0) return a.set === b.set ? 0 : 0.05
  return kin.some((set) => (set & a.set) !== 0 && (set & b.set) !== 0) ? 0.3 : 1
}

/** What it costs that one spelling has a sound and the other has not. */
function drop(sound: Sound, at: number, row: readonly Sound[]): number {
  const first = at === 0
  if (isVowel(sound))
    return first ? 0.6 : isVowel(row[at - 1] as Sound) || (row[at + 1] !== undefined && isVowel(row[at + 1] as Sound)) ? 0.2 : 0.35
  if (isGlide(sound)) return 0.2
  if ((sound.set & BREATH) !== 0) return first ? 0.8 : 0.3
  return 1
}

/** Weighted edit distance of two names by sound, per sound of the longer one: 0 for the same, from about 1 for unlike ones. */
export function soundDistance(a: string, b: string): number {
  const [left, right] = [soundsOf(a), soundsOf(b)]
  const longest = Math.max(left.length, right.length)
  if (longest === 0) return a === b ? 0 : 1
  let above = new Float64Array(right.length + 1)
  for (let j = 0; j < right.length; j++) above[j + 1] = (above[j] as number) + drop(right[j] as Sound, j, right)
  for (let i = 0; i < left.length; i++) {
    const row = new Float64Array(right.length + 1)
    row[0] = (above[0] as number) + drop(left[i] as Sound, i, left)
    for (let j = 0; j < right.length; j++)
      row[j + 1] = Math.min(
        (above[j] as number) + change(left[i] as Sound, right[j] as Sound),
        (above[j + 1] as number) + drop(left[i] as Sound, i, left),
        (row[j] as number) + drop(right[j] as Sound, j, right),
      )
    above = row
  }
  return (above[right.length] as number) / longest
}
