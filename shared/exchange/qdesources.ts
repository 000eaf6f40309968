// The sources of a REFI-QDA project as articles, and the selections in them as highlights. What other programs write once for each
// code (NVivo does) is folded: one stretch of one coder is one highlight. A selection that several coders coded is one for each.
import { anchor } from '../anchor.ts'
import { ArticleId, type CoderId, CodingId, HighlightId } from '../ids.ts'
import { type Article, blank, type Code, Coding, type Highlight } from '../records.ts'
import { countWords, type Range } from '../text.ts'
import { grouped, type ProjectContents } from './contents.ts'
import { type Convention, LEAST_FIT, placer, plainOf, prove } from './convention.ts'
import type { Item } from './loss.ts'
import { layOut } from './plaintext.ts'
import type { QdeCoding, QdeSelection, QdeSource } from './qde.ts'
import type { QdeFields } from './qdefields.ts'
import { line, type QdeIntake, type Reading, timeOf } from './qdeintake.ts'

type Folded = { readonly highlight: Highlight; readonly words: string[]; readonly codings: Map<string, Coding> }

export function sourcesIn(
  intake: QdeIntake,
  fields: QdeFields,
  codes: ReadonlyMap<string, Code>,
  convention: Convention,
  reading: Reading,
) {
  const articles: Article[] = []
  const highlights: Highlight[] = []
  const codings: Coding[] = []
  const texts = new Map<string, ProjectContents['texts'][number]>()
  const originals = new Map<string, ProjectContents['originals'][number]>()
  /** The highlight of each selection. */
  const highlightAt = new Map<string, HighlightId>()
  /** Selections that are coded with a case, by that. */
  const casesAt = new Map<string, string[]>()
  const cases = new Set(intake.qde.cases.map(({ guid }) => guid))
  const taken = new Set<string>()
  /** An id that nothing else has: the file's own where it can be. */
  const free = (own: string, ...other: readonly string[]): string => {
    let id = own === '' || taken.has(own) ? intake.guidOf('again', other.join(' ')) : own
    for (let n = 2; taken.has(id); n++) id = intake.guidOf('again', [...other, n].join(' '))
    taken.add(id)
    return id
  }
  const called = ({ guid, name, start, end }: QdeSelection, source: QdeSource): Item => [
    guid,
    `${name === '' ? `${start}–${end}` : `“${name}”`}, ${source.name}`,
  ]

  /** How a text is counted that was taken from a Word file: proved on its own; `null` where nothing fits. */
  function ownConvention(source: QdeSource): Convention | null {
    const { score, judged, convention: best } = prove([source], convention)
    return judged > 0 && score >= LEAST_FIT ? best : null
  }

  /** What each coder coded of a selection; who is not known is whoever marked it. */
  function byCoder(selection: QdeSelection, source: QdeSource): (readonly [CoderId, readonly QdeCoding[]])[] {
    const own = intake.coderOf(selection.user, selection.codings[0]?.user ?? '', source.user)
    if (intake.ours || selection.codings.length === 0) return [[own, selection.codings]]
    return [...grouped(selection.codings, ({ user }) => (user === '' ? own : intake.coderOf(user, selection.user, source.user)))]
  }

  function fold(
    selection: QdeSelection,
    source: QdeSource,
    article: Article,
    text: string,
    range: Range,
    folded: Map<string, Folded>,
  ): void {
    const mark = anchor(text, [range])
    for (const [part, [coderId, applied]] of byCoder(selection, source).entries()) {
      const key = intake.ours ? selection.guid : `${mark.ranges[0]?.start} ${mark.ranges[0]?.end} ${coderId}`
      let same = folded.get(key)
      if (same === undefined) {
        const id = HighlightId.parse(free(part === 0 ? selection.guid : '', source.guid, selection.guid, coderId))
        const createdAt = timeOf(selection.at || (applied[0]?.at ?? ''), article.importedAt)
        const highlight = { ...blank.highlight, id, articleId: article.id, ...mark, note: '', coderId, createdAt }
        same = { highlight, words: [], codings: new Map() }
        folded.set(key, same)
      }
      if (part === 0) {
        highlightAt.set(selection.guid, same.highlight.id)
        same.words.push(selection.description, ...intake.noted(selection.guid, selection.notes))
      }
      for (const coding of applied) {
        const code = codes.get(coding.code)
        const words = intake.noted(coding.guid, coding.notes)
        if (code === undefined) {
          same.words.push(...words)
          if (cases.has(coding.code)) casesAt.set(coding.code, [...(casesAt.get(coding.code) ?? []), selection.guid])
          else
            intake.lost['Codes on selections that the file does not list are left out.'].push([coding.guid, called(selection, source)[1]])
          continue
        }
        const values = intake.ours ? words.map(valuesFrom).find((found) => found !== null) : undefined
        if (values === undefined) same.words.push(...words.map((each) => `${code.name}: ${each}`))
        if (same.codings.has(code.id)) continue
        const id = CodingId.parse(free(coding.guid, selection.guid, coderId, code.id))
        same.codings.set(code.id, { id, highlightId: same.highlight.id, articleId: article.id, codeId: code.id, attributes: values ?? {} })
      }
    }
  }

  function take(source: QdeSource): void {
    const { guid, name, description, raw, selections, notes: ids, at, codings: whole } = source
    const laid = layOut(plainOf(raw), intake.ours)
    const textSha256 = reading.sha256(laid.text)
    const file = reading.bytes.get(guid) ?? new Uint8Array()
    const originalSha256 = reading.sha256(file)
    texts.set(textSha256, { sha256: textSha256, text: laid.text, blocks: laid.blocks })
    originals.set(originalSha256, { sha256: originalSha256, bytes: file })
    intake.lost['Codes of a whole source or case are left out.'].push(
      ...whole.map((coding): Item => [coding.guid, `${codes.get(coding.code)?.name ?? coding.code}, ${name}`]),
    )
    const { fields: own, values } = fields.said(source.values)
    const article: Article = {
      ...blank.article,
      id: ArticleId.parse(guid),
      title: intake.fitting(guid, name),
      outlet: '',
      author: '',
      date: '',
      url: '',
      language: 'und',
      collection: '',
      source: line(name),
      ...own,
      memo: intake.joined(guid, [
        description,
        ...intake.noted(guid, ids),
        ...whole.flatMap((coding) => intake.noted(coding.guid, coding.notes)),
      ]),
      format: 'text',
      encoding: 'utf-8',
      repairs: [],
      words: countWords(laid.text),
      textSha256,
      originalSha256,
      importedAt: timeOf(at, reading.now),
      importer: reading.version,
      attributes: values,
    }
    articles.push(article)

    const counted = source.guessed ? ownConvention(source) : convention
    if (counted === null) {
      intake.lost['Selections that do not fit the text of a Word file are left out.'].push(
        ...selections.map((each) => called(each, source)),
      )
      return
    }
    const place = placer(source, counted)
    const folded = new Map<string, Folded>()
    for (const selection of selections) {
      const found = place(selection.start, selection.end)
      if (found === null) {
        intake.lost['Selections outside their text are left out.'].push(called(selection, source))
        continue
      }
      const range = { start: laid.at(found.start), end: laid.at(found.end) }
      if (range.end <= range.start || laid.text.slice(range.start, range.end).trim() === '') {
        intake.lost['Selections without words are left out.'].push(called(selection, source))
        continue
      }
      fold(selection, source, article, laid.text, range, folded)
    }
    for (const { highlight, words, codings: own } of folded.values()) {
      highlights.push({ ...highlight, note: intake.joined(highlight.id, words) })
      codings.push(...own.values())
    }
  }
  for (const source of intake.qde.sources) take(source)
  return { articles, highlights, codings, texts: [...texts.values()], originals: [...originals.values()], highlightAt, casesAt }
}

/** The values of a coding from a note of ours; `null` for any other note. */
function valuesFrom(text: string): Coding['attributes'] | null {
  try {
    return Coding.unwrap().shape.attributes.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
