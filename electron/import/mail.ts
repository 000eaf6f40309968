// Mail: one message (EML) or a mailbox of them (mbox). The subject is the title; the HTML alternative is read where it holds
// words, else the plain one, in which replies quoted with `>` and the signature are told from the sender's own words.
// Attachments are named and not opened.
import type { Attachment, Email } from 'postal-mime'
import { countWords } from '../../shared/text.ts'
import { latin1 } from './codepages.ts'
import { readDate } from './dates.ts'
import { readHtml } from './html.ts'
import { limits, refuse } from './limits.ts'
import type { Claim, Page, Pages, Piece } from './page.ts'
import { repair, sentences, type Tally } from './repairs.ts'
import { readText } from './text.ts'
import { fold } from './zones.ts'

/** What programs put before the subject of a reply or a forwarded message. */
const replied = /^(?:\s*(?:re|fwd?|aw|wg|antw|tr|rv|res|enc|sv|vs|vl|odp|ynt|ilt|ref|отв|пересл)\s*(?:\[\d+\])?\s*[:：]\s*)+/iu
/** The line above a quoted reply: who wrote it, and when. */
const attribution =
  /(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał\p{L}*|yazdı|писал\p{L}*|пише|написа\p{L}*)\s*[:：]?\s*$|^(?:on|am|le|el|op|il)\s.*\d.*[:：]\s*$/iu
/** What senders of newsletters put around them. */
const around =
  /^(?:unsubscribe|manage (?:your )?(?:preferences|subscription)|view (?:this|it|in|online)\b.*(?:browser|web|online)|forwarded this (?:e-?mail|message)\?|(?:vom newsletter )?abmelden|im browser (?:ansehen|anzeigen)|se désinscrire|se désabonner|voir (?:en ligne|dans le navigateur)|darse de baja|ver en (?:el|tu) navegador|отписаться)/iu
const signature = /^--\s*$/
/** Fewer words of the sender's own above a quoted message only send it on. */
const OWN_WORDS = 20
/** Characters of a header that are read. */
const LONGEST = 2_000

/** Whether a file begins with the line that parts the messages of a mailbox, and a header. */
export function isMailbox(head: string): boolean {
  const [first = '', second = ''] = head.split(/\r?\n/, 2)
  return first.length < 300 && /^From \S+ .*\b\d{4}\b/.test(first) && /^[\w-]+: /.test(second)
}

type Run = { quoted: boolean; closing: boolean; lines: string[] }

/** Runs of lines that are quoted, or after the mark of a signature, or neither. */
function runsOf(text: string): Run[] {
  const runs: Run[] = []
  for (const line of text.split('\n')) {
    const quoted = /^\s?>/.test(line)
    const last = runs.at(-1)
    const begins = last === undefined || last.quoted !== quoted || (!quoted && signature.test(line))
    if (begins) runs.push({ quoted, closing: signature.test(line), lines: [] })
    runs.at(-1)?.lines.push(quoted ? line.replace(/^\s?(?:>\s?)+/, '') : line)
  }
  return runs
}

/** Pieces of a plain text whose lines are repaired. */
function plainPieces(text: string): Piece[] {
  const runs = runsOf(text)
  const own = runs.filter(({ quoted, closing }) => !quoted && !closing).reduce((sum, { lines }) => sum + countWords(lines.join('\n')), 0)
  let replies = false
  return runs.flatMap(({ quoted, closing, lines }): Piece[] => {
    const pieces = [...readText(lines.join('\n')).pieces]
    if (closing) return pieces.map((piece) => ({ ...piece, hint: 'boilerplate' }))
    if (quoted)
      return pieces.map(({ text: words }) => ({ kind: 'quote', text: words, ...(replies && own >= OWN_WORDS ? { hint: 'reprint' } : {}) }))
    const last = pieces.at(-1)
    replies = last !== undefined && last.text.length < 300 && attribution.test(last.text)
    return replies ? [...pieces.slice(0, -1), { ...(last as Piece), hint: 'boilerplate' }] : pieces
  })
}

const named = (name: string): string => `“${repair(name.slice(0, 100), new Map()).replace(/\s+/g, ' ').trim()}”`

function warningsOf(attachments: readonly Attachment[]): string[] {
  const shown = attachments.filter(({ related, filename }) => !related && filename !== null)
  if (shown.length === 0) return []
  const names = shown.slice(0, 10).map(({ filename }) => named(filename ?? ''))
  const more = shown.length > names.length ? ' and others' : ''
  return [`${shown.length === 1 ? 'An attachment was' : `${shown.length} attachments were`} not opened: ${names.join(', ')}${more}.`]
}

function claimsOf(email: Email, title: string): Claim[] {
  const header = (key: string): string => email.headers.find((each) => each.key === key)?.value ?? ''
  const claims: Claim[] = []
  const claim = (field: Claim['field'], value: string, weight: number, from: string) => {
    if (value.trim() !== '') claims.push({ field, value: value.trim(), weight, from: `mail header “${from}”` })
  }
  claim('title', title, 90, 'Subject')
  const sender = (email.from?.name || email.from?.address || '').slice(0, LONGEST)
  const isNewsletter = header('list-id') !== '' || header('list-unsubscribe') !== '' || /bulk|list/i.test(header('precedence'))
  const [, writer = '', of = ''] = /^(.{3,60}?)\s+(?:from|at|of|via|von|de)\s+(.{3,60})$/iu.exec(sender) ?? []
  claim('author', isNewsletter ? writer : sender, 60, 'From')
  if (isNewsletter) claim('outlet', of || sender, 75, 'From')
  claim(
    'date',
    readDate(
      header('date')
        .slice(0, 200)
        .replace(/\([^)]*\)/g, ''),
    ) ||
      (email.date ?? ''),
    90,
    'Date',
  )
  for (const [key, name] of [
    ['archived-at', 'Archived-At'],
    ['list-post', 'List-Post'],
    ['content-location', 'Content-Location'],
  ] as const)
    claim('url', /https?:\/\/[^\s<>]+/.exec(header(key))?.[0] ?? '', 70, name)
  claim('language', header('content-language').split(',')[0] ?? '', 65, 'Content-Language')
  return claims
}

const furnished = (piece: Piece): Piece =>
  piece.text.length < 160 && around.test(piece.text.trim()) ? { ...piece, hint: 'boilerplate' } : piece
const holdsWords = (pieces: readonly Piece[]): boolean => pieces.some(({ text }) => countWords(text) > 0)

function pageOf(email: Email): Page {
  const tally: Tally = new Map()
  const title = (email.subject ?? '').slice(0, LONGEST).replace(replied, '').trim()
  const rich = email.html === undefined ? undefined : readHtml(email.html)
  const isRich = rich !== undefined && holdsWords(rich.pieces)
  const body = isRich ? rich.pieces.map(furnished) : plainPieces(repair(email.text ?? '', tally))
  const shown = title === '' || body.some(({ text }) => fold(text) === fold(title))
  return {
    pieces: [...(shown || body.length === 0 ? [] : [{ kind: 'heading', level: 1, text: title } as const]), ...body],
    claims: [...claimsOf(email, title), ...(isRich ? rich.claims : [])],
    repairs: [isRich ? 'The HTML of the message was read' : 'The plain text of the message was read', ...sentences(tally)],
    warnings: warningsOf(email.attachments),
  }
}

/** Messages of a mailbox: each begins after a line `From …` that stands after a blank line. */
function messagesOf(bytes: Uint8Array): Uint8Array[] {
  const text = latin1(bytes)
  if (!isMailbox(text.slice(0, 4_096))) return [bytes]
  const messages = text.split(/(?:^|\r?\n\r?\n)From [^\n]*\n/).slice(1)
  if (messages.length > limits.articles) refuse(`The mailbox holds more than ${limits.articles.toLocaleString('en')} messages.`)
  return messages.map((message) => Buffer.from(message.replace(/^>(>*From )/gm, '$1'), 'latin1'))
}

/** Reads a message or a mailbox. @throws Failure 'refused' when it is built so that it cannot be read */
export async function readMail(bytes: Uint8Array): Promise<Pages> {
  const { default: PostalMime } = await import('postal-mime')
  const pages: Page[] = []
  let left = 0
  for (const message of messagesOf(bytes)) {
    const email = await PostalMime.parse(message, { maxNestingDepth: 50, maxHeadersSize: 500_000 }).catch((error: unknown) =>
      refuse(`The message is built so that it cannot be read (${error instanceof Error ? error.message : String(error)}).`),
    )
    const page = pageOf(email)
    if (holdsWords(page.pieces)) pages.push(page)
    else left += 1
  }
  const [first] = pages
  if (first !== undefined && left > 0) {
    const warning =
      left === 1
        ? 'One message of the mailbox holds no words and was left out.'
        : `${left} messages of the mailbox hold no words and were left out.`
    pages[0] = { ...first, warnings: [...(first.warnings ?? []), warning] }
  }
  return { pages, encoding: /charset="?([\w-]{2,30})/i.exec(latin1(bytes.subarray(0, 200_000)))?.[1]?.toLowerCase() ?? 'utf-8' }
}
