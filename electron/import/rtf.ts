// Rich Text Format (Microsoft's specification 1.9.1), read once from its first byte to its last. Braces open and close groups; a
// control word changes how the words after it are meant until its group ends, or says that the group is no text but a table of
// fonts, a picture, a note. Groups of an unknown kind that are marked as such are left out. Bytes are gathered and decoded
// together, in the character set of their font; after a character by its number in Unicode come substitutes, which are passed over.
import { latin1 } from './codepages.ts'
import { refuse } from './limits.ts'
import { heading, item, joined, type Look, lookOf, Notes, PROPERTY, plain, STYLED, tell, told, withoutMarks } from './office.ts'
import type { Claim, Pages, Piece, ReadBytes } from './page.ts'
import { sentences, type Tally } from './repairs.ts'
import { decoded, encodingOfCharset, encodingOfPage } from './rtfCharsets.ts'
import { type Group, newParagraph, outermost, plainWords, type Sink, settings } from './rtfGroup.ts'
import { RtfStory } from './rtfStory.ts'
import { type RtfReader, scanRtf } from './rtfTokens.ts'
import { breaks, encodings, marked, signs, unread } from './rtfWords.ts'
import { picturesOf } from './symbols.ts'

/** Far above what programs write. */
const DEEPEST = 256
const LONGEST_CHAIN = 11

class Rtf implements RtfReader {
  readonly tally: Tally = new Map()
  readonly notes = new Notes()
  readonly claims: Claim[] = []
  readonly headers = new Map<string, Piece>()
  readonly footers = new Map<string, Piece>()
  encoding = 'windows-1252'
  readonly #main = new RtfStory(this.tally)
  readonly #fonts = new Map<number, Readonly<{ name: string; encoding: string | undefined }>>()
  readonly #styles = new Map<number, Readonly<{ look: Look | undefined; base: number }>>()
  readonly #around: Group[] = []
  #group: Group = outermost(this.#main)
  #font = 0
  /** The entry of the table of fonts that is read. */
  #entry: { id: number; encoding: string | undefined } = { id: 0, encoding: undefined }
  /** Bytes that are not decoded yet, as characters of their numbers. */
  #bytes = ''
  /** Substitutes that are still to be passed over. */
  #passed = 0
  #marked = false
  /** The words of a table or property so far. */
  #said = ''
  #date: Readonly<Record<string, number>> = {}
  #titled = false
  readonly #isDecoded: boolean

  /** `isDecoded`: characters beyond ASCII that stand as they are need no decoding. */
  constructor(isDecoded: boolean) {
    this.#isDecoded = isDecoded
  }

  finish(): Piece[] {
    while (this.#around.length > 0) this.close()
    this.#flush()
    return this.#main.finish(this.#look(this.#group))
  }

  open(): void {
    this.#flush()
    this.#passed = 0
    this.#marked = false
    if (this.#around.length >= DEEPEST) refuse(`The document is nested more than ${DEEPEST} deep.`)
    this.#around.push(this.#group)
    this.#group = { ...this.#group, end: undefined }
  }

  close(): void {
    this.#flush()
    this.#passed = 0
    this.#marked = false
    const outer = this.#around.pop()
    if (outer === undefined) return
    const ended = this.#group
    this.#group = outer
    ended.end?.(ended)
  }

  text(text: string): void {
    const kept = this.#passed === 0 ? text : text.slice(this.#passed)
    this.#passed = Math.max(0, this.#passed - text.length)
    if (!this.#isDecoded || /^[\0-\x7f]*$/.test(kept)) this.#bytes += kept
    else {
      this.#flush()
      this.#emit(kept)
    }
  }

  byte(byte: string): void {
    if (this.#passed > 0) this.#passed -= 1
    else this.#bytes += byte
  }

  symbol(symbol: string): void {
    if (symbol === '*') this.#marked = true
    else if (symbol === '\\' || symbol === '{' || symbol === '}') this.byte(symbol)
    else if (symbol === '\n' || symbol === '\r') this.word('par', undefined)
    else if (signs[symbol] !== undefined) this.word(symbol, undefined)
  }

  word(word: string, value: number | undefined): void {
    const sign = signs[word]
    if (this.#passed > 0 && sign !== undefined && !breaks.has(word)) {
      this.#passed -= 1
      return
    }
    this.#flush()
    this.#passed = 0
    const unknown = this.#marked && !marked.has(word)
    this.#marked = false
    if (sign !== undefined) this.#emit(sign)
    else if (unknown || unread.has(word)) this.#group.sink = 'nowhere'
    else if (word === 'u') this.#unicode(value ?? 0x20)
    else if (!this.#begin(word) && !this.#break(word) && !this.#table(word, value)) this.#set(word, value)
  }

  #flush(): void {
    if (this.#bytes === '') return
    const bytes = this.#bytes
    this.#bytes = ''
    const font = this.#fontOf(this.#group)
    const picture = picturesOf(font?.name ?? '')
    if (picture !== undefined) this.#emit(Array.from(bytes, (char) => this.#pictured(picture(char.charCodeAt(0)))).join(''))
    else this.#emit(/^[\0-\x7f]*$/.test(bytes) ? bytes : decoded(bytes, font?.encoding ?? this.encoding))
  }

  #fontOf({ sink, font }: Group) {
    return sink === 'story' ? this.#fonts.get(font === -1 ? this.#font : font) : undefined
  }

  #pictured(char: string): string {
    if (char === '\ufffd' && this.#group.sink === 'story') tell(this.tally, [told.picture])
    return char
  }

  #unicode(value: number): void {
    const code = value & 0xffff
    const picture = code >= 0xf000 && code <= 0xf0ff ? picturesOf(this.#fontOf(this.#group)?.name ?? '') : undefined
    this.#emit(picture === undefined ? String.fromCharCode(code) : this.#pictured(picture(code)))
    this.#passed = this.#group.substitutes
  }

  #emit(text: string): void {
    const { sink, story, hidden, deleted, inserted } = this.#group
    if (sink === 'story') {
      if (deleted || hidden) {
        if (text.trim() !== '') story.tell(deleted ? told.deleted : told.hidden)
        return
      }
      if (inserted) story.tell(told.inserted)
      story.add(text)
    } else if (sink === 'fonts' || sink === 'styles' || sink === 'property') {
      this.#said += text
      if (sink !== 'property' && text.includes(';')) this.#named(sink)
    }
  }

  /** The end of an entry in a table of fonts or styles, which is its name. */
  #named(sink: 'fonts' | 'styles'): void {
    const name = this.#said.slice(0, this.#said.indexOf(';')).trim()
    this.#said = ''
    const { style, base } = this.#group
    if (sink === 'styles') this.#styles.set(style, { look: lookOf(name), base })
    else this.#fonts.set(this.#entry.id, { name, encoding: this.#entry.encoding })
  }

  /** Begins a group of a kind of its own. */
  #begin(word: string): boolean {
    const group = this.#group
    if (word === 'ud' && group.second !== undefined) group.sink = group.second
    else if ((word === 'shptxt' || word === 'dptxbxtext') && group.sink === 'shape') {
      this.#story((pieces) => this.#group.story.put(pieces))
      group.sink = 'story'
    } else if (group.sink === 'info') return this.#property(word)
    else if (group.sink !== 'story') return false
    else if (word === 'fonttbl' || word === 'stylesheet') this.#say(word === 'fonttbl' ? 'fonts' : 'styles')
    else if (word === 'info') group.sink = 'info'
    else if (word === 'upr') Object.assign(group, { second: group.sink, sink: 'nowhere' })
    else if (word === 'shpinst' || word === 'do') group.sink = 'shape'
    else if (word === 'pntext' || word === 'listtext') {
      group.story.listed = true
      group.sink = 'nowhere'
    } else if (word === 'nesttableprops') {
      // Stands at the end of a row of a table within a cell; the row becomes a paragraph of the cell.
      group.story.endParagraph(this.#look(group), true)
      group.sink = 'nowhere'
    } else if (word === 'annotation') {
      tell(this.tally, [told.comment])
      group.sink = 'nowhere'
    } else if (word === 'footnote') this.#note()
    else if (/^(?:header|footer)[lrf]?$/.test(word)) {
      const edges = word.startsWith('header') ? this.headers : this.footers
      this.#story((pieces) => {
        for (const piece of pieces) if (/\p{L}/u.test(piece.text)) edges.set(piece.text, { ...piece, hint: 'boilerplate' })
      })
    } else return false
    return true
  }

  #say(sink: Sink): void {
    this.#said = ''
    this.#group.sink = sink
  }

  /** A story of its own, whose pieces are given to `end`. */
  #story(end: (pieces: Piece[]) => void): void {
    const story = new RtfStory(this.tally)
    Object.assign(this.#group, plainWords, newParagraph, { story })
    this.#group.end = (ended) => end(story.finish(this.#look(ended)))
  }

  /** Notes stand where the text refers to them, and do not refer to notes. */
  #note(): void {
    if (this.#group.inNote) this.#group.sink = 'nowhere'
    else {
      this.#story((pieces) => this.#emit(this.notes.cite(pieces, () => pieces)))
      this.#group.inNote = true
    }
  }

  #property(word: string): boolean {
    const claim = (field: Claim['field'], value: () => string) => {
      this.#group.end = () => {
        if (value().trim() !== '') this.claims.push({ field, value: value().trim(), weight: PROPERTY, from: `RTF property ${word}` })
      }
    }
    if (word === 'title' || word === 'author') {
      this.#say('property')
      claim(word, () => this.#said)
    } else if (word === 'creatim' || word === 'revtim') {
      this.#date = {}
      claim(word === 'creatim' ? 'date' : 'modified', () => written(this.#date))
    } else return false
    return true
  }

  /** Ends a paragraph, a cell or a row. */
  #break(word: string): boolean {
    const { sink, story, hidden, deleted, inTable } = this.#group
    if (!/^(?:par|sect|cell|row)$/.test(word)) return false
    if (sink !== 'story') return true
    const look = this.#look(this.#group)
    if (look.title === true && story === this.#main && !this.#titled && story.words.trim() !== '') {
      this.#titled = true
      this.claims.push({ field: 'title', value: withoutMarks(story.words), weight: STYLED, from: 'paragraph of the style Title' })
    }
    if (word === 'row') story.endRow()
    else if (word === 'cell') story.endCell(look)
    // A paragraph whose end was deleted or is hidden runs on into the next one.
    else if (!hidden && !deleted) story.endParagraph(look, inTable)
    return true
  }

  #look({ style, outline, list, depth, story }: Group): Look {
    let look: Look | undefined
    for (let i = 0, at = style; look === undefined && i < LONGEST_CHAIN; i += 1) {
      const found = this.#styles.get(at)
      look = found?.look
      at = found?.base ?? 0
    }
    if (look !== undefined && (look.kind !== 'heading' || look.title === true)) return look
    if (outline < 9) return heading(outline + 1)
    return look ?? (list > 0 || story.listed ? item(depth + 1) : plain)
  }

  /** What only means something in a table of fonts or in a property. */
  #table(word: string, value = 0): boolean {
    const { sink } = this.#group
    if (sink === 'info') this.#date = { ...this.#date, [word]: value }
    if (sink !== 'fonts') return sink === 'info'
    if (word === 'f') this.#entry = { id: value, encoding: undefined }
    else if (word === 'fcharset') this.#entry.encoding ??= encodingOfCharset(value)
    else if (word === 'cpg') this.#entry.encoding = encodingOfPage(value)
    return true
  }

  #set(word: string, value: number | undefined): void {
    const page = encodings[word]
    if (word === 'deff') this.#font = value ?? 0
    else if (word === 'ansicpg' && value !== undefined && value > 0) this.encoding = encodingOfPage(value)
    else if (page !== undefined) this.encoding = page
    else settings[word]?.(this.#group, value)
  }
}

const two = (n = 0): string => String(n).padStart(2, '0')
const written = ({ yr, mo, dy, hr, min }: Readonly<Record<string, number>>): string =>
  yr === undefined || mo === undefined || dy === undefined || yr === 0 ? '' : `${yr}-${two(mo)}-${two(dy)}T${two(hr)}:${two(min)}`

/** The document as characters; some programs write UTF-8 where the format has seven bits. */
function sourceOf(bytes: Uint8Array): Readonly<{ source: string; isDecoded: boolean }> {
  try {
    return { source: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isDecoded: true }
  } catch {
    return { source: latin1(bytes), isDecoded: false }
  }
}

export const readRtf: ReadBytes = async (bytes): Promise<Pages> => {
  const { source, isDecoded } = sourceOf(bytes)
  const rtf = new Rtf(isDecoded)
  scanRtf(source, rtf)
  const text = rtf.finish()
  const page = {
    pieces: joined([...rtf.headers.values(), ...text, ...rtf.notes.pieces, ...rtf.footers.values()]),
    claims: rtf.claims,
    repairs: sentences(rtf.tally),
  }
  return { pages: [page], encoding: rtf.encoding }
}
