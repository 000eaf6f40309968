// The marks of an RTF document, told one after the other to who reads it.

export type RtfReader = Readonly<{
  open: () => void
  close: () => void
  /** A control word and its number. */
  word: (word: string, value: number | undefined) => void
  /** A control word of one sign. */
  symbol: (symbol: string) => void
  /** A byte that is written as a number, as the character of that number. */
  byte: (byte: string) => void
  /** Characters as they stand. */
  text: (text: string) => void
}>

export function scanRtf(source: string, reader: RtfReader): void {
  const word = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y
  const text = /[^\\{}\r\n\0]{1,65536}/y
  for (let at = 0; at < source.length; ) {
    const char = source[at]
    if (char === '{') {
      reader.open()
      at += 1
    } else if (char === '}') {
      reader.close()
      at += 1
    } else if (char === '\\') {
      word.lastIndex = at + 1
      const [whole = '', name, value] = word.exec(source) ?? []
      if (name !== undefined) {
        at += 1 + whole.length
        // Bytes that are not written as text follow.
        if (name === 'bin') at += Math.max(0, Number(value ?? 0))
        else reader.word(name, value === undefined ? undefined : Number(value))
      } else if (source[at + 1] === "'") {
        const code = /^[\da-f]{2}/i.exec(source.slice(at + 2, at + 4))?.[0]
        if (code !== undefined) reader.byte(String.fromCharCode(Number.parseInt(code, 16)))
        at += 2 + (code?.length ?? 0)
      } else {
        reader.symbol(source[at + 1] ?? '')
        at += 2
      }
    } else {
      text.lastIndex = at
      const [run] = text.exec(source) ?? []
      if (run !== undefined) reader.text(run)
      at += run?.length ?? 1
    }
  }
}
