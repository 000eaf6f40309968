// A second opinion on a guessed encoding. Encodings of the Latin alphabet differ in a few letters, too few for statistics of
// bytes: so a text is read in each of them, and its language, which its plain letters tell, says which other letters it may
// hold. Short texts in East Asian encodings pass for those of old computers: where every byte makes pairs that are common
// characters, they are what was written.
import { languageOf } from './language.ts'

/** Letters beyond ASCII that a language's own words hold, in lower case. */
const letters: Readonly<Record<string, string>> = {
  az: 'çəğıöşü',
  bs: 'čćđšž',
  ca: 'àçéèíïóòúü·',
  cs: 'áčďéěíňóřšťúůýž',
  cy: 'âêîôûŵŷáéíóúïöäàèìòù',
  da: 'æøåé',
  de: 'äöüß',
  en: 'éèï',
  es: 'áéíñóúüºª',
  et: 'äöõüšž',
  eu: 'ñç',
  fi: 'äöåšžõü',
  fr: 'àâæçéèêëîïôœùûüÿ',
  ga: 'áéíóú',
  gl: 'áéíñóúü',
  hr: 'čćđšž',
  hu: 'áéíóöőúüű',
  is: 'áðéíóúýþæö',
  it: 'àèéìíîòóùú',
  lt: 'ąčęėįšųūž',
  lv: 'āčēģīķļņōŗšūž',
  mt: 'ċġħżàèìòù',
  nb: 'æøåéòóôà',
  nl: 'éèëïöüáóêç',
  pl: 'ąćęłńóśźż',
  pt: 'ãáàâçéêíóôõúü',
  ro: 'ăâîșțşţ',
  sk: 'áäčďéíĺľňóôŕšťúýž',
  sl: 'čšž',
  sq: 'ëç',
  sr: 'čćđšž',
  sv: 'åäöé',
  tr: 'çğıöşüâîûi̇',
}
/** Signs that stand in texts of any language, and what each costs a reading against the letters of its language. */
const signs = new Set('“”„‟‘’‚«»‹›–—…€£§°·©®™½¼¾²³±×¿¡•')
const SIGN = 0.25

/** Encodings of Latin letters, the commonest first: of equal readings the guess stands, else the first. */
const latin =
  'windows-1252 windows-1250 windows-1254 windows-1257 iso-8859-15 iso-8859-2 iso-8859-4 iso-8859-10 iso-8859-13 iso-8859-3 iso-8859-16'.split(
    ' ',
  )
/** A reading with more odd characters than this is not worth leaving the guess for: the language may be mistaken. */
const FEW = 0.1

/** Share of a text's characters beyond ASCII that do not fit the letters of its language. */
function oddness(text: string, own: string): number {
  let odd = 0
  let beyond = 0
  let before = ''
  for (const char of text) {
    if (char > '\x7f' && !/\s/.test(char)) {
      beyond += 1
      const lower = char.toLowerCase()
      // A capital after a small letter stands in no word.
      const inWord = lower !== char && /\p{Ll}/u.test(before)
      if (signs.has(char)) odd += /\p{L}/u.test(before) && /[½¼¾±×¡¿©®]/.test(char) ? 1 : SIGN
      else if (!own.includes(lower) || inWord) odd += 1
    }
    before = char
  }
  return odd / Math.max(1, beyond)
}

type Read = (label: string) => string
/** Characters that are looked at. */
const SAMPLE = 20_000

/** The encoding of Latin letters whose reading fits the language best, where that is not the guess. */
export function bestLatin(guess: string, read: Read): string {
  if (!latin.includes(guess)) return guess
  const first = read(guess).slice(0, SAMPLE)
  const own = letters[languageOf(first, [])]
  if (own === undefined) return guess
  let best = guess
  let least = oddness(first, own)
  for (const label of latin) {
    const odd = oddness(read(label).slice(0, SAMPLE), own)
    if (odd < least && odd <= FEW) [best, least] = [label, odd]
  }
  return best
}

/** The commonest characters of Chinese, in both of its scripts. */
const common = new Set(
  '的一是不了人我在有他这这為为之大来來以个個中上们們到说說国國和地也子时時道出而要于於就下得可你年生自会會那后後能对對着著事其里裡所去行过過家十用发發天如然作方成者多日都三小军軍二无無同么麼经經法当當起与與好看学學进進种種将將还還分此心前面又定见見只主没沒公从從',
)

/** Share of the characters beyond ASCII that are written every day; syllables count only where an encoding is made for them. */
function everyday(text: string, label: string): number {
  const syllables = label === 'euc-kr' ? /[\uac00-\ud7a3]/ : /^gb|^big5/.test(label) ? /[、。，．「」：！？]/ : /[\u3040-\u30ff、。]/
  let wide = 0
  let usual = 0
  for (const char of text.slice(0, SAMPLE)) {
    if (char <= '\x7f') continue
    wide += 1
    if (syllables.test(char) || common.has(char)) usual += 1
    else if (!/[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/.test(char)) usual -= 1
  }
  return wide === 0 ? 0 : usual / wide
}

const eastAsian = ['shift_jis', 'euc-jp', 'big5', 'gb18030', 'euc-kr']
/** A guess of these is not believed over everyday East Asian characters. */
const old = /^ibm|^x-mac-cyrillic$|^koi8-t$|^ptcp154$|^kz-1048$/
/** Share of everyday characters that no text in another encoding reaches by chance. */
const EVERYDAY = 0.2

/** The East Asian encoding in which the bytes are everyday characters, where the guess is an encoding of old computers. */
export function bestEastAsian(guess: string, read: Read): string {
  if (!old.test(guess)) return guess
  const readings = eastAsian.flatMap((label) => {
    const text = read(label)
    return text.includes('\ufffd') ? [] : [{ label, share: everyday(text, label) }]
  })
  const best = readings.sort((a, b) => b.share - a.share)[0]
  return best !== undefined && best.share >= EVERYDAY ? best.label : guess
}
