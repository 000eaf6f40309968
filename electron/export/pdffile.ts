// The end of a PDF file, written on. A PDF may be changed by appending: new objects and new versions of old ones, a table that says
// where they begin, and a trailer that names the table before it (ISO 32000-1, 7.5.6). Nothing that stands before is touched, but
// for words that are put in the place of others of the same length. It reads what Chromium writes, a file with a plain table of objects, and leaves any other as it is.

type Trailer = Readonly<{ size: number; root: number; info: number; table: number }>

export class PdfFile {
  readonly #bytes: Buffer
  readonly #trailer: Trailer
  readonly #places: ReadonlyMap<number, number>
  /** Where the next object or the table begins, by where one begins. */
  readonly #ends: ReadonlyMap<number, number>
  readonly #written = new Map<number, string>()
  #next: number

  private constructor(bytes: Buffer, trailer: Trailer, places: ReadonlyMap<number, number>) {
    this.#bytes = bytes
    this.#trailer = trailer
    this.#places = places
    const begins = [...new Set([...places.values(), trailer.table])].toSorted((a, b) => a - b)
    this.#ends = new Map(begins.map((place, i) => [place, begins[i + 1] ?? bytes.length]))
    this.#next = trailer.size
  }

  /** `null` where the file is put together in another way. */
  static read(bytes: Uint8Array): PdfFile | null {
    const all = Buffer.from(bytes)
    const end = all.toString('latin1', Math.max(0, all.length - 1_024))
    const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1])
    const [, dictionary = ''] = /trailer\s*(<<[\s\S]*>>)\s*startxref/.exec(end) ?? []
    const [size, root, info] = [/\/Size (\d+)/, /\/Root (\d+) 0 R/, /\/Info (\d+) 0 R/].map((key) => Number(key.exec(dictionary)?.[1]))
    if (!table || !size || !root || !info) return null
    const [head = '', count] = /^xref\s+0 (\d+)\s*?\n/.exec(all.toString('latin1', table, table + 40)) ?? []
    if (Number(count) !== size) return null
    // Each entry is twenty bytes, the first ten of them the place.
    const placeAt = (number: number) =>
      Number(all.toString('latin1', table + head.length + 20 * number, table + head.length + 20 * number + 10))
    const places = new Map(Array.from({ length: size }, (_, number) => [number, placeAt(number)]))
    return new PdfFile(all, { size, root, info, table }, places)
  }

  /** One more than the highest number of an object in the file as it came. */
  get size(): number {
    return this.#trailer.size
  }

  get root(): number {
    return this.#trailer.root
  }

  get info(): number {
    return this.#trailer.info
  }

  /** What stands between `obj` and `endobj`, one character for each byte; empty for an object that is not there. */
  object(number: number): string {
    const written = this.#written.get(number)
    if (written !== undefined) return written
    const place = this.#places.get(number) ?? 0
    if (place === 0) return ''
    const whole = this.#bytes.toString('latin1', place, this.#ends.get(place))
    return whole.slice(whole.indexOf('obj') + 3, whole.lastIndexOf('endobj')).trim()
  }

  /** Numbers of the objects that are its pages, in order. */
  pages(): number[] {
    const walk = (number: number): number[] => {
      const object = this.object(number)
      const [, kids] = /\/Kids \[([^\]]*)\]/.exec(object) ?? []
      return kids === undefined ? [number] : [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => walk(Number(kid)))
    }
    const [, root] = /\/Pages (\d+) 0 R/.exec(this.object(this.root)) ?? []
    return root === undefined ? [] : walk(Number(root))
  }

  /** Places that the page's own links lead to, by name: the object of the page, and how high on it, in points from its foot. */
  destinations(): ReadonlyMap<string, Readonly<{ page: number; height: number }>> {
    const [, number] = /\/Dests (\d+) 0 R/.exec(this.object(this.root)) ?? []
    const all = this.object(Number(number ?? 0)).matchAll(/\/([\w-]+) \[(\d+) 0 R \/XYZ \S+ ([\d.]+)/g)
    return new Map([...all].map(([, name = '', page, height]) => [name, { page: Number(page), height: Number(height) }]))
  }

  /** Takes words with all that they refer to over from another file; `taken` keeps what has been, by its number there. */
  takeOver(from: PdfFile, words: string, taken: Map<number, number>): string {
    return words.replace(/\b(\d+) 0 R\b/g, (_, digits: string) => {
      const number = Number(digits)
      let here = taken.get(number)
      if (here === undefined) {
        here = this.add('')
        taken.set(number, here)
        const object = from.object(number)
        const stream = object.indexOf('stream')
        const [dictionary, rest] = stream < 0 ? [object, ''] : [object.slice(0, stream), object.slice(stream)]
        this.put(here, this.takeOver(from, dictionary, taken) + rest)
      }
      return `${here} 0 R`
    })
  }

  /** Adds an object and gives its number. */
  add(content: string): number {
    this.put(this.#next, content)
    return this.#next++
  }

  /** Says what an object is from now on. */
  put(number: number, content: string): void {
    this.#written.set(number, content)
  }

  /** Puts words in the place of an object's words in the bytes of the file themselves, as far as they fit in; the rest is left blank. */
  overwrite(number: number, words: RegExp, by: string): void {
    const place = this.#places.get(number) ?? 0
    for (const { 0: found, index } of this.object(number).matchAll(words))
      if (found.length >= by.length) {
        const at = this.#bytes.indexOf(found, place + index)
        this.#bytes.write(by.padEnd(found.length), at, 'latin1')
      }
  }

  /** The file with all that was added, under a name made of its content. */
  bytes(id: (content: Uint8Array) => string): Uint8Array {
    const parts = [this.#bytes, Buffer.from('\n')]
    let at = this.#bytes.length + 1
    const table: string[] = []
    for (const [number, content] of [...this.#written].toSorted(([a], [b]) => a - b)) {
      const part = Buffer.from(`${number} 0 obj\n${content}\nendobj\n`, 'latin1')
      table.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`)
      parts.push(part)
      at += part.length
    }
    const name = `<${id(Buffer.concat(parts))}>`
    const { root, info, table: before } = this.#trailer
    const trailer = `<</Size ${this.#next}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/ID [${name} ${name}]\n/Prev ${before}>>`
    parts.push(Buffer.from(`xref\n${table.join('')}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1'))
    return new Uint8Array(Buffer.concat(parts))
  }
}
