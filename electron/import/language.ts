// Which language a text is in: what the document declares where the text bears it out, else what franc finds.
import { francAll } from 'franc'

/** Languages that the guess may name (ISO 639-3): those with a press. A longer list mistakes large languages for small neighbours. */
const known =
  'eng rus ukr bel bul srp hrv bos slv slk ces pol mkd azj tur kaz uzn tuk kir tgk hye kat deu fra spa por ita nld swe dan nob fin ekk lvs lit hun ron ell als sqi heb arb pes urd pbu hin ben tam tel mar guj pan kan mal npi sin tha mya khm lao vie ind zlm tgl cmn jpn kor amh som swh hau yor ibo zul afr cat glg eus isl kmr ckb uig mlt cym gle'.split(
    ' ',
  )

/** Letters that some languages in Cyrillic have and others lack, and who has them. */
const cyrillic: Readonly<Record<string, string>> = {
  rus: 'ёйщъыэ',
  bel: 'ёійўыэ',
  ukr: 'ґєіїйщ',
  bul: 'йщъ',
  mkd: 'јљњџќѓѕ',
  srp: 'јљњџћђ',
  bos: 'јљњџћђ',
  kaz: 'ёйщъыэәғқңөұүһі',
  kir: 'ёйщъыэңөү',
  tgk: 'ёйъэғӣқӯҳҷ',
}
const telling = new Set(Object.values(cyrillic).join(''))
/** Share of a text's letters that may be of another alphabet: in names and quotations. */
const FOREIGN = 0.004

/** Whether a text's letters are those of the language; of other scripts nothing is said. */
function spells(language: string, counts: ReadonlyMap<string, number>, letters: number): boolean {
  const own = cyrillic[language]
  if (own === undefined) return true
  let foreign = 0
  for (const [letter, count] of counts) if (!own.includes(letter)) foreign += count
  return foreign <= FOREIGN * letters
}

/** Characters to read: more would not change the answer. */
const SAMPLE = 20_000
/** Below this many letters nothing is guessed, unless its script has one language. */
const FEWEST = 60

function tag(code: string): string {
  try {
    return Intl.getCanonicalLocales(code)[0] ?? 'und'
  } catch {
    return 'und'
  }
}

/** BCP 47 of a declared language, such as `en-GB` for `en_gb`, or `undefined` when it is none. */
function declaredTag(declared: string): string | undefined {
  const plain = declared.trim().replaceAll('_', '-').slice(0, 35)
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(plain)) return undefined
  const found = tag(plain)
  return found === 'und' ? undefined : found
}

/**
 * Language of a text as a BCP 47 tag, `und` when it is too short to say.
 * @param declared what the document says of itself, most trusted first
 */
export function languageOf(text: string, declared: readonly string[]): string {
  const sample = text.slice(0, SAMPLE)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const counts = new Map<string, number>()
  for (const letter of sample.toLowerCase()) if (telling.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  const ranking = francAll(sample, { only: known, minLength: 10 }).filter(([language]) => spells(language, counts, letters))
  const best = ranking[0]?.[0] ?? 'und'
  const said = declared.map(declaredTag).find((each) => each !== undefined)
  if (said !== undefined) {
    const code = said.split('-')[0]
    const score = ranking.find(([language]) => tag(language) === code)?.[1] ?? 0
    // Franc ranks only the languages of the text's script; one that is not among them is not what the page says it is.
    if (letters < FEWEST || score >= 0.9 || (best === 'und' && letters > 0)) return code ?? said
  }
  return best === 'und' || (letters < FEWEST && ranking.length > 1) ? 'und' : tag(best)
}
