// The sources of a REFI-QDA project as articles, and the selections in them as highlights. What other programs write once for each
// code (NVivo does) is folded: one stretch of one coder is one highlight.
import { anchor } from '../anchor.ts'
import { ArticleId, CodingId, HighlightId } from '../ids.ts'
import { type Article, blank, type Code, Coding, type Highlight } from '../records.ts'
import { countWords } from '../text.ts'
import type { ProjectContents } from './contents.ts'
import { type Convention, placer, plainOf } from './convention.ts'
import { layOut } from './plaintext.ts'
import type { QdeSource } from './qde.ts'
import type { QdeFields } from './qdefields.ts'
import { joined, line, type QdeIntake, type Reading, timeOf } from './qdeintake.ts'

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
  const taken = new Set<string>()

  function take(source: QdeSource): void {
    const { guid, name, description, raw, selections, notes: ids, at, codings: whole } = source
    const laid = layOut(plainOf(raw))
    const textSha256 = reading.sha256(laid.text)
    const file = reading.bytes.get(guid) ?? new Uint8Array()
    const originalSha256 = reading.sha256(file)
    texts.set(textSha256, { sha256: textSha256, text: laid.text, blocks: laid.blocks })
    originals.set(originalSha256, { sha256: originalSha256, bytes: file })
    intake.lost['Codes of a whole source are left out.'].push(...whole.map((coding) => coding.guid))
    const { fields: own, values } = fields.said(source.values)
    const created = timeOf(at, reading.now)
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
      memo: joined([description, ...intake.noted(ids)]),
      format: 'text',
      encoding: 'utf-8',
      repairs: [],
      words: countWords(laid.text),
      textSha256,
      originalSha256,
      importedAt: created,
      importer: reading.version,
      attributes: values,
    }
    articles.push(article)

    const place = placer(source, convention)
    const folded = new Map<string, { highlight: Highlight; words: string[]; codings: Map<string, Coding> }>()
    for (const selection of selections) {
      const [from, to] = [place(selection.start), place(selection.end)]
      if (from === null || to === null || from >= to) {
        intake.lost['Selections outside their text are left out.'].push(selection.guid)
        continue
      }
      const range = { start: laid.at(from), end: laid.at(to) }
      if (range.end <= range.start || laid.text.slice(range.start, range.end).trim() === '') {
        intake.lost['Selections without words are left out.'].push(selection.guid)
        continue
      }
      const mark = anchor(laid.text, [range])
      const coderId = intake.coderOf(selection.user, selection.codings[0]?.user ?? '', source.user)
      const key = intake.ours ? selection.guid : `${mark.ranges[0]?.start} ${mark.ranges[0]?.end} ${coderId}`
      let same = folded.get(key)
      if (same === undefined) {
        const id = HighlightId.parse(
          taken.has(selection.guid) ? intake.guidOf('again', `${guid} ${selection.guid} ${folded.size}`) : selection.guid,
        )
        taken.add(id)
        const createdAt = timeOf(selection.at || (selection.codings[0]?.at ?? ''), created)
        same = {
          highlight: { ...blank.highlight, id, articleId: article.id, ...mark, note: '', coderId, createdAt },
          words: [],
          codings: new Map(),
        }
        folded.set(key, same)
      }
      highlightAt.set(selection.guid, same.highlight.id)
      same.words.push(selection.description, ...intake.noted(selection.notes))
      for (const coding of selection.codings) {
        const code = codes.get(coding.code)
        if (code === undefined) {
          intake.lost['Codes on selections that the file does not list are left out.'].push(coding.guid)
          continue
        }
        const words = intake.noted(coding.notes)
        const values = intake.ours ? words.map(valuesFrom).find((found) => found !== null) : undefined
        if (values === undefined) same.words.push(...words.map((each) => `${code.name}: ${each}`))
        if (same.codings.has(code.id)) continue
        const again = coding.guid === '' || taken.has(coding.guid)
        const id = CodingId.parse(again ? intake.guidOf('again', `${selection.guid} ${code.id}`) : coding.guid)
        taken.add(id)
        same.codings.set(code.id, { id, highlightId: same.highlight.id, articleId: article.id, codeId: code.id, attributes: values ?? {} })
      }
    }
    for (const { highlight, words, codings: own } of folded.values()) {
      highlights.push({ ...highlight, note: joined(words) })
      codings.push(...own.values())
    }
  }
  for (const source of intake.qde.sources) take(source)
  return { articles, highlights, codings, texts: [...texts.values()], originals: [...originals.values()], highlightAt }
}

/** The values of a coding from a note of ours; `null` for any other note. */
function valuesFrom(text: string): Coding['attributes'] | null {
  try {
    return Coding.unwrap().shape.attributes.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
