// What a single line is by its own words, whatever stands around it: bylines, credits, and what sites put around an
// article. Rules are data; each says why. A rule must match the whole sense of a line: a paragraph of the article that is
// taken for furniture is worse than furniture that is taken for a paragraph.
import type { Zone } from '../../shared/text.ts'
import { readDate } from './dates.ts'

type Rule = Readonly<{ zone: Zone; why: string; match: RegExp; longest: number }>

const credit =
  'image|images|photo|photos|photograph|picture|pictures|file photo|photo credit|picture credit|cover image|featured image|illustration|infographic|graphic|map|video|фото|фотография|изображение|иллюстрация|світлина|foto|fotoğraf|görsel|şəkil|bild|bildquelle|grafik|crédit photo|crédits|imagen|imagem|immagine|zdjęcie|լուսանկարը?|ფოტო|תמונה|צילום|الصورة|صورة|تصوير|عکس|图片|照片|写真|사진'
const author =
  'authors?|written by|words by|story by|text by|reporting by|reported by|byline|автор|авторы|автори|yazar|yazan|müəllif|autor|autorin|autoren|autorzy|auteur|autore|հեղինակ|հեղինակներ|ავტორი|מאת|הכותב|الكاتب|بقلم|نویسنده|作者|記者|记者|기자'
const share =
  'share|share this|share this article|share this post|share this story|share on|share via|tweet|tweet this|pin it|whatsapp|telegram|facebook|twitter|linkedin|reddit|copy link|email this|print|print this|save|bookmark|like this|like|loading|поделиться|paylaş|teilen|partager|compartir|condividi|udostępnij'
const more =
  "don['’]t miss|read more|read also|also read|see also|related|related articles|related stories|related posts|related news|related topics|related content|recommended|recommended for you|recommended stories|you may also like|you might also like|more from|more on this story|more stories|more news|most read|most popular|most viewed|popular now|trending|trending now|latest news|latest stories|latest|up next|next article|previous article|next post|previous post|top stories|editors['’] picks|editor['’]s picks|leave a reply|leave a comment|comments|post a comment|join the conversation|sponsored|sponsored content|advertisement|читайте также|читать далее|похожие новости|по теме|комментарии|benzer haberler|ilgili haberler|mehr zum thema|lesen sie auch|lire aussi|à lire aussi|le más leído|lea también|leia também|leggi anche|czytaj także|zobacz też"

/** A word of a line of names: with a capital, a number, or one of the small words that names and dates hold. */
const named = "(?:[\\p{Lu}\\p{Lo}\\p{N}][\\p{L}\\p{M}\\p{N}.:'’-]*|and|of|for|in|at|the|with|de|van|von|al|bin|ibn|da|di|del|el|la|le)"

const rules: readonly Rule[] = [
  {
    zone: 'caption',
    why: 'names the source of a picture',
    longest: 240,
    match: new RegExp(`^[([]?(?:${credit})(?: (?:source|sources|credits?|courtesy|by))?\\s*(?:[:：©]|by\\b|courtesy of\\b)`, 'iu'),
  },
  {
    zone: 'caption',
    why: 'is a credit with a copyright sign',
    longest: 120,
    match: /^(?:©|\(c\))\s*(?!.*(?:rights reserved|copyright))(?:\p{Lu}[\p{L}.'’-]*[\s/]*){1,6}$/iu,
  },
  { zone: 'byline', why: 'is labelled as the author', longest: 240, match: new RegExp(`^(?:${author})\\s*[:：]\\s*\\S`, 'iu') },
  {
    zone: 'byline',
    why: 'begins with By and a name',
    longest: 160,
    match: new RegExp(`^[Bb][Yy]\\s+${named}(?:[\\s,|·•–—&/-]+${named})*$`, 'u'),
  },
  {
    zone: 'byline',
    why: 'begins with the word for by and a name',
    longest: 80,
    match: /^(?:Von|Par|Por|Di|Da|Door|Av|Od)\s+\p{Lu}\p{Ll}+(?:[\s-]+(?:\p{Lu}[\p{L}.'’-]*|de|van|von|del|di|da|und|and|et|y|e)){1,6}$/u,
  },
  {
    zone: 'boilerplate',
    why: 'is the date of saving',
    longest: 60,
    match:
      /^(?:today|today is|printed on|saved on|accessed on|retrieved on|сегодня|bugün|bu gün|heute|aujourd['’]hui|hoy)\s*[:,]\s*\p{L}*.*\d{4}/iu,
  },
  {
    zone: 'boilerplate',
    why: 'names a site by its icon',
    longest: 120,
    match: /^(?:site icon|logo|site logo|website logo)\b(?!.*[.!?]$)/iu,
  },
  {
    zone: 'boilerplate',
    why: 'is a link of a mobile page',
    longest: 60,
    match: /^(?:exit mobile version|view (?:desktop|mobile|full) (?:version|site)|go to mobile version|switch to desktop)$/iu,
  },
  {
    zone: 'boilerplate',
    why: 'is a link to the source',
    longest: 60,
    match: /^(?:source|original|read the original|link)\s*(?:link|article|here)?$/iu,
  },
  {
    zone: 'boilerplate',
    why: 'counts reads or comments',
    longest: 60,
    match:
      /^\p{Nd}[\p{Nd}.,\s]*[km]?\s*(?:reads?|views?|shares?|comments?|likes?|min(?:ute)?s?(?: read)?|reactions?|hits|просмотр\p{L}*|комментари\p{L}*|перегляд\p{L}*|okunma|baxış|aufrufe|vues|lecturas|visualizzazioni)$/iu,
  },
  {
    zone: 'boilerplate',
    why: 'counts reads or comments',
    longest: 60,
    match:
      /^(?:reads?|views?|shares?|comments?|reading time|read time|time to read|просмотров|okunma|baxış)\s*[:：]?\s*\(?\p{Nd}[\p{Nd}.,]*\)?\s*(?:min(?:ute)?s?)?$/iu,
  },
  {
    zone: 'boilerplate',
    why: 'asks to share',
    longest: 60,
    match: new RegExp(`^(?:${share})(?:[\\s|,:/·•]+(?:${share}|on|via))*[:!]?$`, 'iu'),
  },
  { zone: 'boilerplate', why: 'leads to other articles', longest: 70, match: new RegExp(`^(?:${more})[:…]?$`, 'iu') },
  {
    zone: 'boilerplate',
    why: 'asks to subscribe or sign in',
    longest: 160,
    match:
      /^(?:please\s+)?(?:subscribe|sign up|sign in|log in|register|join us|follow us|become a member|support us|donate|get our newsletter|download our app)\b(?!.*\bsaid\b)[^.]{0,120}[.!:]?$/iu,
  },
  {
    zone: 'boilerplate',
    why: 'speaks of cookies',
    longest: 400,
    match:
      /\b(?:we|this (?:site|website)|our (?:site|website)|our partners) use[sd]? cookies\b|\baccept (?:all )?cookies\b|\bcookie (?:policy|settings|preferences)$/iu,
  },
  {
    zone: 'boilerplate',
    why: 'claims rights',
    longest: 240,
    match:
      /^(?:copyright\b|©|\(c\)\s*\d{4}).*\d{4}|\ball rights reserved\b|^все права защищены|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tüm hakları saklıdır|bütün hüquqlar qorunur/iu,
  },
  {
    zone: 'boilerplate',
    why: 'leads around the site',
    longest: 60,
    match:
      /^(?:home|menu|search|skip to (?:main )?content|back to top|toggle navigation|close|privacy policy|terms of (?:use|service)|contact us|about us|advertise with us|cookie policy|click here|continue reading|show more|load more|scroll to top)$/iu,
  },
]

/** Headings after which nothing of the article comes. */
export const leadsAway = new RegExp(`^(?:${more})[:…]?$`, 'iu')
/** Headings over notes. */
export const notesHeading =
  /^(?:notes|footnotes|endnotes|references|sources|bibliography|works cited|примечания|источники|литература|сноски|примітки|anmerkungen|fußnoten|quellen|notas|referencias|note|riferimenti|przypisy|kaynaklar|kaynakça|dipnotlar|qeydlər|istinadlar|ծանոթագրություններ|הערות|مراجع|المراجع|هوامش|پانویس)[:：]?$/iu
/** A numbered note, its number in brackets or as a superscript. */
export const note = /^(?:\[(\d{1,3}|[ivxlc]{1,6})\]|\((\d{1,3})\)\s|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s?)\s*\S/iu

const labels = new RegExp(`^(?:${author}|by|von|par|por|di|da|door)\\s*[:：]?\\s+`, 'iu')

/** What stands on a line after the names: a date, a time, an account. */
const besideNames =
  /\s+(?:(?:follow|published|updated|posted|last updated|contact)\b|@\w|\p{Lu}\p{Ll}{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?\b|\d{1,2}[./:]\d|\d{1,2}\.?\s+\p{L}{3,}\s+\d{4}|(?:19|20)\d{2}\b).*$/isu

/** The names on a byline, its label and what is beside them taken away. */
export function namesOnByline(line: string): string {
  const names = line
    .replace(labels, '')
    .replace(new RegExp(`^(?:${author})\\s*[:：]\\s*`, 'iu'), '')
    .replace(besideNames, '')
  const parts = names.split(/\s+(?:[|•·–—-]|$)\s*|\n/u).map((part) => part.trim())
  return (parts.find((part) => part !== '' && readDate(part) === '') ?? '').replace(/[,;:.]+$/u, (end) =>
    /^\.$/.test(end) && /\b\p{Lu}\.$/u.test(names) ? end : '',
  )
}

const person =
  /^(?:(?:dr|prof|mr|mrs|ms|sir|lord|dame)\.?\s?)?\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|van|von|al|bin|ibn|da|di|el|la|le|ter|der|den|du|ogly|oglu|and|и|і|və|ve)){0,6}$/u

/** Whether a line could be nothing but a name: a person's, or an agency's. */
export const isName = (line: string): boolean =>
  line.length <= 60 && person.test(line) && !/[.!?]$/.test(line.replace(/\b(?:Jr|Sr)\.$/, ''))

/** The zone that a line's own words put it in. */
export function zoneOfLine(line: string): Zone | undefined {
  if (line.length > 400) return undefined
  const rule = rules.find(({ match, longest }) => line.length <= longest && match.test(line))
  if (rule !== undefined) return rule.zone
  return readDate(line) === '' ? undefined : 'dateline'
}
