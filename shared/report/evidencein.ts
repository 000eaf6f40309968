// The evidence of an exported report as records for a project: its highlights with their codes, notes, coders and times. In the
// very text that the report is about a highlight stands where the report says; in any other its place is found by what has become
// of the earlier text, or by the words and what stood around them (reanchor.ts), with floor and margin. What has no certain place
// waits among the orphans where the project keeps the text that it was marked in, and stays out, named, where it does not.
import { anchor } from '../anchor.ts'
import { grouped, noRecords, type ProjectContents } from '../exchange/contents.ts'
import { type Item, type Loss, lossesOf } from '../exchange/loss.ts'
import type { GuidOf } from '../exchange/qde.ts'
import { type CodeId, CodingId, HighlightId, OrphanId, type Sha256 } from '../ids.ts'
import { blank, type Coding, type Highlight } from '../records.ts'
import { type Evidence, idIn, piecesOf, placeFrom, type Quotation, type ReportAbout } from './evidence.ts'
import { reportTargets } from './evidencearticles.ts'
import { ReportCodes, reportCoders } from './evidencecodes.ts'
import { count, opening } from './wording.ts'

export type EvidenceReading = Readonly<{
  /** Whose articles the report may be about; `null` for a project that is still to be made. */
  project: ProjectContents | null
  /** The report itself: what its articles are read from. */
  file: Readonly<{ name: string; bytes: Uint8Array }>
  guidOf: GuidOf
  sha256: (content: string | Uint8Array) => Sha256
  now: number
  version: string
}>
export type ReportContents = Readonly<{ contents: ProjectContents; losses: readonly Loss[]; notes: readonly string[]; about: ReportAbout }>

const LINE = 2_000
const PROSE = 200_000
const MOST_RANGES = 1_000
const MOST_QUOTED = 2_000_000
const cut = (words: string, most: number): string => (words.length <= most ? words : words.slice(0, most).replace(/[\ud800-\udbff]$/, ''))

const keyOfMark = ({ articleId, ranges, coderId }: Highlight): string =>
  `${articleId} ${ranges.map(({ start, end }) => `${start}-${end}`).join(',')} ${coderId}`
const isSame = (a: ReadonlySet<CodeId>, b: ReadonlySet<CodeId>): boolean => a.size === b.size && [...a].every((each) => b.has(each))

function timeOf({ created = '' }: Quotation, otherwise: number): number {
  const time = Date.parse(created)
  return Number.isNaN(time) ? otherwise : Math.round(time)
}

/** What a project holds already, as far as a highlight may be there. */
class Held {
  readonly #own: ReadonlyMap<string, Highlight>
  readonly #alike: ReadonlyMap<string, readonly Highlight[]>
  readonly #codings: ReadonlyMap<HighlightId, readonly Coding[]>
  readonly #waiting: ReadonlyMap<string, string>

  constructor({ highlight, coding, orphan }: ProjectContents['records']) {
    this.#own = new Map(highlight.map((mark) => [mark.id, mark]))
    this.#alike = grouped(highlight, keyOfMark)
    this.#codings = grouped(coding, ({ highlightId }) => highlightId)
    this.#waiting = new Map(orphan.map((each) => [each.highlight.id, each.articleId]))
  }

  #codesOf(id: HighlightId): ReadonlySet<CodeId> {
    return new Set(this.#codings.get(id)?.map(({ codeId }) => codeId))
  }

  /** Whether the highlight is there: alike, under its own name but saying otherwise, or not at all. */
  has(mark: Highlight, codes: ReadonlySet<CodeId>): 'alike' | 'otherwise' | 'not' {
    const isAlike = (other: Highlight) => isSame(this.#codesOf(other.id), codes) && (mark.note === '' || other.note === mark.note)
    const own = this.#own.get(mark.id)
    if (own?.articleId === mark.articleId && own.coderId === mark.coderId)
      return keyOfMark(own) === keyOfMark(mark) && isAlike(own) && own.note === mark.note ? 'alike' : 'otherwise'
    if (this.#waiting.get(mark.id) === mark.articleId) return 'alike'
    return this.#alike.get(keyOfMark(mark))?.some(isAlike) === true ? 'alike' : 'not'
  }
}

/** Everything of a report that a project can hold; the project's own records stand beside it, so that it is known what is there already. */
export function evidenceContents(evidence: Evidence, reading: EvidenceReading): ReportContents {
  const { project, guidOf, now } = reading
  const label = cut(evidence.label.trim(), LINE) || 'Report'
  const { coder, study, codebook, code, entity, article, revision } = project?.records ?? noRecords()
  const all = {
    ...noRecords(),
    coder: [...coder],
    study: [...study],
    codebook: [...codebook],
    code: [...code],
    entity: [...entity],
    article: [...article],
    revision: [...revision],
  }
  const lost = {
    missing: [] as Item[],
    nowhere: [] as Item[],
    waiting: [] as Item[],
    likely: [] as Item[],
    otherwise: [] as Item[],
    twice: [] as Item[],
    values: [] as Item[],
    cut: [] as Item[],
  }
  const { targets, brought, unproved } = reportTargets(evidence, reading, all)
  const codes = new ReportCodes(evidence, all, guidOf)
  const coderOf = reportCoders(all.coder, guidOf)
  const held = new Held(project?.records ?? noRecords())
  const titles = new Map(evidence['parallax:articles'].map(({ id, title }) => [id, title]))
  const marks = evidence.items.filter(({ id }) => idIn('highlight', id) !== '')
  const seen = new Set<string>()
  let folded = 0

  /** A highlight with its codings at the place where it stands, or stood, in a text. */
  const markOf = (item: Quotation, articleId: Highlight['articleId'], text: string, ranges: Highlight['ranges'], known: Item) => {
    const given = HighlightId.safeParse(idIn('highlight', item.id))
    const said = item.body.find(({ purpose }) => purpose === 'commenting')?.value ?? ''
    const note = cut(said, PROSE)
    if (note !== said) lost.cut.push(known)
    const highlight: Highlight = {
      ...blank.highlight,
      id: given.success ? given.data : HighlightId.parse(guidOf('highlight of a report', item.id)),
      articleId,
      ...anchor(text, ranges),
      note,
      coderId: coderOf(item),
      createdAt: timeOf(item, now),
      origin: 'imported',
    }
    const codings = new Map<CodeId, Coding>()
    for (const { id = '', purpose, value, 'parallax:values': values = {} } of item.body) {
      if (purpose !== 'tagging') continue
      const codeId = codes.of(id, value)
      const { attributes, whole } = codes.values(codeId, values)
      if (!whole) lost.values.push(known)
      const codingId = CodingId.parse(guidOf('coding of a report', `${highlight.id} ${codeId}`))
      codings.set(codeId, { id: codingId, highlightId: highlight.id, articleId, codeId, attributes })
    }
    return { highlight, codings: [...codings.values()], codes: new Set(codings.keys()) }
  }

  for (const item of marks) {
    const pieces = piecesOf(item)
    const quote = pieces.map(({ exact }) => exact).join(' … ')
    const source = pieces[0]?.source ?? ''
    const known: Item = [item.id, `${titles.get(source) ?? ''}: “${opening(quote, 80)}”`]
    const target = targets.get(source)
    if (seen.has(item.id)) {
      lost.twice.push(known)
      continue
    }
    seen.add(item.id)
    if (target === undefined) {
      lost.missing.push(known)
      continue
    }
    const ranges = placeFrom(item['parallax:place'])?.ranges ?? []
    const fits =
      pieces.length <= MOST_RANGES &&
      quote.length <= MOST_QUOTED &&
      pieces.every((piece) => piece.source === source && piece.exact.trim() !== '')
    const placed = fits ? target.place(pieces, ranges) : null
    const earlier = fits && placed === null ? target.stoodEarlier(pieces, ranges) : null
    if (placed === null && earlier === null) {
      lost.nowhere.push(known)
      continue
    }
    const { id: articleId } = target.article
    const made = markOf(item, articleId, earlier ?? target.text, placed?.ranges ?? ranges, known)
    const there = held.has(made.highlight, made.codes)
    if (there === 'alike') folded++
    else if (there === 'otherwise') lost.otherwise.push(known)
    else if (placed === null && target.revisionId !== null) {
      const id = OrphanId.parse(guidOf('orphan of a report', `${articleId} ${made.highlight.id}`))
      all.orphan.push({ id, articleId, revisionId: target.revisionId, highlight: made.highlight, codings: made.codings, links: [] })
      lost.waiting.push(known)
    } else {
      if (placed?.certain === false) lost.likely.push(known)
      all.highlight.push(placed?.certain === false ? { ...made.highlight, formerQuote: quote } : made.highlight)
      all.coding.push(...made.codings)
    }
  }
  codes.settle()

  const passages = evidence.items.length - marks.length
  const notes = [
    ...(folded === 0 ? [] : [`${count(folded)} of its highlights are in the project already.`]),
    ...(passages === 0 ? [] : [`${count(passages)} other quotations belong to comparisons, which are made anew from the texts.`]),
    'A report carries highlights with their codes, notes and coders; links, entities, findings and verdicts stay in its project.',
  ]
  const counts = grouped(marks, (item) => piecesOf(item)[0]?.source ?? '')
  return {
    contents: {
      name: label,
      analyst: null,
      records: all,
      texts: [...(project?.texts ?? []), ...brought],
      layouts: project?.layouts ?? [],
      originals: brought.length === 0 ? [] : [{ sha256: reading.sha256(reading.file.bytes), bytes: reading.file.bytes }],
    },
    losses: lossesOf({
      'Highlights of articles that the project does not have, and whose texts the report does not carry, stay out.': lost.missing,
      'Highlights without a certain place in the text that the article has now stay out.': lost.nowhere,
      'Highlights without a certain place wait with those that have none.': lost.waiting,
      'Highlights come to the place that is likeliest; it is to be confirmed.': lost.likely,
      'Highlights that the project has already, and says otherwise, stay as the project has them.': lost.otherwise,
      'Two highlights of one name: the later one stays out.': lost.twice,
      'Values that the codes of the project have no attribute for stay out.': lost.values,
      'Words too long for their field are cut.': lost.cut,
      'Texts that are not those of their hashes stay out.': unproved,
      'Codes that others stand under come with their names only.': codes.bare,
    }),
    notes,
    about: {
      title: label,
      project: cut(evidence['parallax:project'], LINE),
      program: cut(evidence.generator.name, LINE),
      articles: [...titles].map(([id, title]) => ({
        id,
        title: cut(title, LINE),
        meets: targets.get(id)?.meets ?? 'missing',
        highlights: counts.get(id)?.length ?? 0,
      })),
      highlights: marks.length,
      quotations: evidence.items.length,
    },
  }
}
