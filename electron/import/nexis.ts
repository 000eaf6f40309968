// Exports of Nexis. Two shapes: of Nexis Uni and Lexis Advance (Word, RTF), where `Body` stands above the text, `Classification`
// below it and `End of Document` at the end; and of the older LexisNexis and Nexis (text, HTML, RTF), where `3 of 10 DOCUMENTS`
// begins each document and labels in capitals stand above the text (up to LENGTH) and below it. Labels come in the language of
// whoever made the export, dates in that of the outlet.
import type { Claim, Page, Piece } from './page.ts'
import {
  bodyPiece,
  type Cutting,
  claim,
  cutAtLines,
  dateAtStart,
  furniture,
  isCopyright,
  labelReader,
  languageClaim,
  outletOf,
  pressPages,
  sectionOf,
  titlePiece,
  withoutText,
} from './press.ts'

const labelled = labelReader({
  byline: 'byline|author|autor|auteur|autora|autore|auteurs|verfasser',
  section: 'section|rubrik|rubrique|sección|seção|sezione|rubriek|ressort',
  length: 'length|länge|longueur|longitud|extensión|comprimento|tamanho|lunghezza|lengte',
  highlight: 'highlight|highlights|insert|encart|hervorhebung',
  dateline: 'dateline|lieu|ort',
  language: 'language|sprache|langue|idioma|lengua|língua|lingua|taal',
  loaded: 'load-date|update|aktualisiert|date-chargement|ladedatum|fecha de carga|date de chargement',
  graphic: 'graphic|graphique|grafik|gráfico|grafico|grafiek',
  url: 'url',
  closing:
    'publication-type|type-publication|publikationstyp|zeitungstyp|zeitschriftentyp|journal-code|journal code|zeitungs-code|subject|sujet|asunto|organization|organisation|company|société|societe|ticker|stock-symbol|symbole-boursier|industry|activity-sector|secteur-activite|geographic|geo-localization|localisation-geo|distribution|document-type|pub-type|acc-no|source-code|correction-date',
  // Words that an article's own lines may begin with too.
  other: 'type|thema|firma|person|city|state|country|series|name|correction|headline|title|titel|rights|notes|edition|ausgabe',
})

/** Lines that stand alone above a part of a document, in lower case. */
const marks = {
  body: new Set(['body', 'text', 'hauptteil', 'corps', 'cuerpo', 'corpo', 'texto', 'testo', 'tekst', 'hoofdtekst']),
  classification: new Set([
    'classification',
    'klassifizierung',
    'klassifikation',
    'clasificación',
    'classificação',
    'classificazione',
    'classificatie',
  ]),
  graphic: new Set(['graphic', 'graphics', 'grafik', 'graphique', 'gráfico', 'grafico', 'grafiek']),
  end: new Set([
    'end of document',
    'ende des dokuments',
    'dokumentende',
    'fin du document',
    'fin del documento',
    'fim do documento',
    'fine documento',
    'fine del documento',
    'einde van document',
    'einde van het document',
  ]),
} as const
const closes: ReadonlySet<string> = new Set(['loaded', 'language', 'graphic', 'url', 'closing'])
type Labelled = NonNullable<ReturnType<typeof labelled>>
/** Whether a label closes the article: an update without a date is a paragraph of it. */
const isClosing = ({ field, value }: Labelled): boolean => closes.has(field) && (field !== 'loaded' || dateAtStart(value) !== '')
const isMark = (piece: Piece, mark: keyof typeof marks): boolean =>
  piece.text.length < 40 && marks[mark].has(piece.text.trim().toLowerCase())

const start =
  /^\s*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+|Document \d+ de \d+|Documento \d+ de \d+|Documento \d+ di \d+|Document \d+ van \d+)\s*$/u
/** Lines of a cover page, and links that stand above a headline. */
const cover =
  /^(?:user name|date and time|job number|documents? \(\d+\)|client\/matter|search terms|search type|narrowed by|benutzername|datum und uhrzeit|auftragsnummer|nom d['’]utilisateur|date et heure)\b/iu
const links = /^(?:link to (?:image|pdf|original)|lien vers (?:l['’]image|le pdf)|page \d+ (?:of|von|de) \d+)$/iu

/** A label of the older shape is in capitals: in lower case it is words of the article. */
const inCapitals = (line: string): ReturnType<typeof labelled> => {
  const found = labelled(line)
  return found !== undefined && found.label === found.label.toUpperCase() ? found : undefined
}

type Fields = { claims: Claim[]; said?: string }

/** A labelled line as a piece, its value among the claims. */
function take(piece: Piece, { field, label, value }: Labelled, into: Fields): Piece[] {
  const from = `Nexis line “${label}”`
  if (field === 'byline') into.claims.push(...claim('author', value, from))
  else if (field === 'section') into.claims.push(...claim('section', sectionOf(value), from))
  else if (field === 'length') into.said ??= value
  else if (field === 'language') into.claims.push(...languageClaim(value, from))
  else if (field === 'loaded') into.claims.push(...claim('date', dateAtStart(value), from, 20))
  else if (field === 'url') into.claims.push(...claim('url', value, from))
  else if (field === 'highlight') return [{ kind: 'paragraph', text: value }]
  if (field === 'graphic') return [{ kind: 'paragraph', text: value, hint: 'caption' }]
  return [field === 'byline' ? { kind: 'paragraph', text: piece.text, hint: 'byline' } : furniture(piece.text)]
}

const heading = (title: Piece | undefined, outlet: Piece | undefined, into: Fields): void => {
  if (title !== undefined) into.claims.push(...claim('title', title.text, 'Nexis headline'))
  if (outlet !== undefined) into.claims.push(...claim('outlet', outletOf(outlet.text), 'Nexis line under the headline'))
}

/** The line of the date, and those under it that name the edition. */
function dated(piece: Piece, into: Fields): Piece[] {
  into.claims.push(...claim('date', dateAtStart(piece.text), 'Nexis line of the date'))
  const [date = '', ...edition] = piece.text.split('\n')
  return [{ kind: 'paragraph', text: date, hint: 'dateline' }, ...edition.map(furniture)]
}

/** Headline, outlet, date, copyright, labelled lines. */
function readHeader(header: readonly Piece[], into: Fields): Piece[] {
  const isDate = (piece: Piece) => labelled(piece.text) === undefined && !cover.test(piece.text) && dateAtStart(piece.text) !== ''
  const dateAt = header.findLastIndex(isDate)
  const firstLabel = header.findIndex(({ text }) => labelled(text) !== undefined || isCopyright(text))
  const end = dateAt !== -1 ? dateAt : firstLabel === -1 ? header.length : firstLabel
  const above = header.slice(0, end).filter(({ text, hint }) => hint !== 'boilerplate' && !links.test(text.trim()))
  // Above the first document stands the cover, of which nothing belongs to it.
  const own = above.some(({ text }) => cover.test(text)) ? above.slice(-2) : above
  const outlet = own.length > 1 ? own.at(-1) : undefined
  const [title, ...decks] = own.slice(0, outlet === undefined ? 1 : -1)
  heading(title, outlet, into)
  return [
    ...(title === undefined ? [] : [titlePiece(title.text)]),
    ...decks.map(bodyPiece),
    ...(outlet === undefined ? [] : [furniture(outlet.text)]),
    ...header.slice(end).flatMap((piece, i) => {
      if (i === 0 && dateAt !== -1) return dated(piece, into)
      const found = labelled(piece.text)
      return found === undefined ? [furniture(piece.text)] : take(piece, found, into)
    }),
  ]
}

/** A document of Nexis Uni, or `undefined` when it has no body. */
function readUni(pieces: readonly Piece[]): Cutting | undefined {
  const bodyAt = pieces.findIndex((piece) => isMark(piece, 'body'))
  const into: Fields = { claims: [] }
  const read = readHeader(pieces.slice(0, Math.max(0, bodyAt)), into)
  let part: 'body' | 'graphic' | 'classification' = 'body'
  let words = false
  for (const piece of pieces.slice(bodyAt + 1)) {
    const mark = (['graphic', 'classification'] as const).find((each) => isMark(piece, each))
    const found = labelled(piece.text)
    if (mark !== undefined) part = mark
    else if (found !== undefined && ((found.field === 'loaded' && isClosing(found)) || part === 'classification'))
      read.push(...take(piece, found, into))
    else if (part === 'classification') read.push(furniture(piece.text))
    else if (part === 'graphic') read.push({ ...bodyPiece(piece), hint: 'caption' })
    else if (!links.test(piece.text.trim())) {
      read.push(bodyPiece(piece))
      words = true
    }
  }
  return bodyAt === -1 || !words ? undefined : { pieces: read, ...into }
}

/** A document of the older shape, or `undefined` when it has no body. */
function readOlder(pieces: readonly Piece[]): Cutting | undefined {
  const into: Fields = { claims: [] }
  const labels = pieces.map(({ text }) => inCapitals(text))
  const top = (field: string) => labels.slice(0, 16).findLastIndex((found) => found?.field === field)
  const lastLabel = Math.max(top('length'), top('byline'), top('section'), top('highlight'), top('dateline'))
  const firstLabel = labels.findIndex((found) => found !== undefined)
  const dateAt = pieces.slice(0, 8).findIndex(({ text }) => dateAtStart(text) !== '')
  const bodyAt = Math.max(lastLabel, dateAt + (lastLabel === -1 ? 1 : 0)) + 1
  const closing = labels.findIndex((found, i) => i >= bodyAt && found !== undefined && isClosing(found))
  const rights = pieces.findIndex(({ text }, i) => i >= bodyAt && i >= pieces.length - 3 && isCopyright(text))
  const bodyEnd = Math.min(closing === -1 ? pieces.length : closing, rights === -1 ? pieces.length : rights)
  if (bodyAt >= bodyEnd) return undefined

  const head = pieces.slice(0, firstLabel === -1 || firstLabel > bodyAt ? bodyAt : firstLabel).filter(({ text }) => !isCopyright(text))
  const at = head.findIndex(({ text }) => dateAtStart(text) !== '')
  // The date stands between outlet and headline, or under both.
  const [outlet, ...others] = at === -1 ? head : head.slice(0, at)
  const titles = at === -1 ? others : [...head.slice(at + 1), ...others]
  const [title] = titles
  heading(title, outlet, into)
  const read = pieces.map((piece, i): Piece[] => {
    const found = labels[i]
    if (i >= bodyAt && i < bodyEnd) return [bodyPiece(piece)]
    if (piece === title) return [titlePiece(piece.text)]
    if (found !== undefined) return take(piece, found, into)
    if (i === dateAt) return dated(piece, into)
    return i < bodyAt && titles.includes(piece) ? [bodyPiece(piece)] : [furniture(piece.text)]
  })
  return { pieces: read.flat(), ...into }
}

/** Pieces between those that pass a test, which are left out. */
function parts(pieces: readonly Piece[], separates: (piece: Piece) => boolean): Piece[][] {
  const found: Piece[][] = [[]]
  for (const piece of pieces) {
    if (separates(piece)) found.push([])
    else found.at(-1)?.push(piece)
  }
  return found
}

const pagesOf = (read: readonly (Cutting | undefined)[], proof: string, left: readonly string[]): Page[] | undefined => {
  const cuttings = read.filter((each) => each !== undefined)
  return cuttings.length === 0 ? undefined : pressPages('Nexis', cuttings, proof, [...left, ...withoutText(read.length - cuttings.length)])
}

/** The articles of an export of Nexis, or `undefined` when the pieces are none. */
export function readNexis(pieces: readonly Piece[]): Page[] | undefined {
  const lines = cutAtLines(pieces, (line) => inCapitals(line) !== undefined || start.test(line))
  const isTold = (read: typeof labelled) => lines.some(({ text }) => ['length', 'language', 'loaded'].includes(read(text)?.field ?? ''))
  if (lines.some((piece) => isMark(piece, 'end')) && lines.some((piece) => isMark(piece, 'body')) && isTold(labelled)) {
    // After the last end stands nothing, unless the file is cut off.
    const documents = parts(lines, (piece) => isMark(piece, 'end')).filter(
      (document, i, all) => i < all.length - 1 || document.some((piece) => isMark(piece, 'body')),
    )
    const covered = documents[0]?.some(({ text }) => cover.test(text)) ?? false
    return pagesOf(
      documents.map(readUni),
      'the lines “Body” and “End of Document”',
      covered ? ['The cover page and list of results were left out'] : [],
    )
  }
  if (!lines.some(({ text }) => start.test(text)) || !isTold(inCapitals)) return undefined
  const [before, ...documents] = parts(lines, ({ text }) => start.test(text))
  return pagesOf(
    documents.map(readOlder),
    'the lines “1 of … DOCUMENTS” and labels in capitals',
    before?.length ? ['The cover page was left out'] : [],
  )
}
