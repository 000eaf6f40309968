// Which column of a table of articles holds which field: proposed from the columns' names, in the words of many tools and
// languages, and from what stands in them.
import { z } from 'zod'
import { Failure } from './failure.ts'

export const columnFields = ['text', 'title', 'outlet', 'author', 'date', 'modified', 'section', 'url', 'language'] as const
export type ColumnField = (typeof columnFields)[number]
/** The name of the column that holds each field. */
export const Columns = z.partialRecord(z.enum(columnFields), z.string().max(200)).readonly()
export type Columns = z.infer<typeof Columns>

/** The beginning of a table, to tell its columns by: at most 5 rows of 200 characters a value. */
export const TableSample = z
  .strictObject({ header: z.array(z.string()).min(1).readonly(), rows: z.array(z.array(z.string()).readonly()).readonly() })
  .readonly()
export type TableSample = z.infer<typeof TableSample>

export const sampleOf = (header: readonly string[], rows: readonly (readonly string[])[]): TableSample => ({
  header,
  rows: rows.slice(0, 5).map((row) => row.map((value) => value.slice(0, 200))),
})

/** No column of a table seems to hold the articles' texts. */
export class NeedsColumns extends Failure {
  readonly table: TableSample

  constructor(message: string, table: TableSample) {
    super('needs-columns', message)
    this.table = table
  }
}

/** Names of columns as `plain` gives them, those that say it best first. */
const names: Readonly<Record<ColumnField, string>> = {
  text: 'fulltext articletext articlebody maintext bodytext storytext text body content contents articlecontent texttext cleantext rawtext contenttext texthtml bodyhtml contenthtml contentrendered article story document volltext artikeltext haupttext inhalt texte textearticle texteintegral contenu corps corpsdetexte texto textocompleto cuerpo contenido conteudo corpo testo testocompleto testoarticolo contenuto tekst artikeltekst inhoud tresc metin icerik текст полныйтекст статья содержание текстстатті',
  title:
    'title headline articletitle titletext titlerendered head heading hed subject webtitle titel uberschrift schlagzeile titre intitule titulo titular manchete titolo kop kopp rubrik tytuł baslık заголовок название назва',
  outlet:
    'outlet outletname medianame media medium newspaper newspapername sourcename publication publicationname publicationtitle publishername publisher source sourcetitle sitename site website newsoutlet journal channel domain sourcedomain provider medienname zeitung quelle publikation journal nomdumedia fuente medio periodico diario fonte veiculo media jornal testata giornale bron krant zrodło gazeta kaynak источник издание сми джерело видання',
  author:
    'author authors byline bylines authorname authornames writer reporter journalist creator creators dccreator byname autor autoren autorin verfasser auteur auteurs autores autora autore autori firma auteurnaam autorzy yazar автор авторы автори',
  date: 'publishdate publicationdate publisheddate pubdate publishedat publishedon datepublished dateofpublication firstpublished firstpublicationdate webpublicationdate date datetime published articledate storydate posteddate createdat created timestamp time day seendate datum veroffentlicht veroffentlichungsdatum erscheinungsdatum datedepublication datepublication publiele fecha fechadepublicacion fechapublicacion datadepublicacao data datapubblicazione datadipubblicazione publicatiedatum datapublikacji tarih yayıntarihi дата датапубликации датапублікації',
  modified: 'modified lastmodified modifieddate datemodified updated updatedat lastupdated dateupdated updatedate geandert modifie',
  section:
    'section sectionname category categories rubric desk newsdesk ressort rubrik rubrique seccion secao sezione sectie dział bolum рубрика раздел',
  url: 'url link weburl articleurl storyurl permalink canonicalurl canonical href address urlarticle guid uri lien enlace enlaceurl endereco adres adresse ссылка адрес посилання',
  language: 'language lang languagecode articlelanguage sprache langue idioma lingua taal jezyk dil язык мова',
}

/** A column's name without what tools add to it: case, accents, spaces and signs. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Characters that the texts of articles have on average; titles and summaries have fewer. */
const TEXT = 250

const dated =
  /^\s*(?:\d{4}-?\d{2}-?\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{10}(?:\d{3})?\s*$|\p{L}{3,12}\.? \d{1,2},? \d{4}|\d{1,2}\.? \p{L}{3,12}\.?,? \d{4})/u
const addressed = /^\s*https?:\/\/\S+\s*$/i

type Column = Readonly<{ name: string; values: readonly string[]; length: number }>

function columnsOf(header: readonly string[], rows: readonly (readonly string[])[]): Column[] {
  return header.map((name, i) => {
    const values = rows.map((row) => row[i] ?? '').filter((value) => value.trim() !== '')
    const length = values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length)
    return { name, values, length }
  })
}

const mostly = ({ values }: Column, pattern: RegExp): boolean =>
  values.length > 0 && values.filter((value) => pattern.test(value)).length >= 0.8 * values.length

/** Whether a column could hold a field at all; one that is empty so far could hold any. */
function fits(field: ColumnField, column: Column): boolean {
  if (column.values.length === 0) return true
  if (field === 'text') return !mostly(column, addressed) && !mostly(column, dated) && !mostly(column, /^[\d\s.,]*$/)
  if (field === 'url') return mostly(column, /^\s*(?:https?:\/\/|www\.)\S+\s*$/i)
  if (field === 'date' || field === 'modified') return mostly(column, /\d/) && column.length < 60
  if (mostly(column, /^[\d\s.,]*$/)) return false
  return field === 'language' ? column.length < 40 : column.length < 600
}

/**
 * The columns that seem to hold the fields of articles; without `text` where no column does.
 * @param rows some rows of the table, each value in the place of its column's name
 */
export function proposeColumns(header: readonly string[], rows: readonly (readonly string[])[]): Columns {
  const columns = columnsOf(header, rows)
  const taken = new Set<string>()
  const found: Partial<Record<ColumnField, string>> = {}
  const take = (field: ColumnField, column: Column | undefined) => {
    if (column === undefined || found[field] !== undefined) return
    found[field] = column.name
    taken.add(column.name)
  }
  const free = (field: ColumnField) => columns.filter((column) => !taken.has(column.name) && fits(field, column))
  for (const field of columnFields) {
    const known = names[field].split(' ').map(plain)
    // Of `source.name` and `fields.headline` the last part says what it is, the whole says it better.
    const rank = ({ name }: Column): number => {
      const [whole, last] = [known.indexOf(plain(name)), known.indexOf(plain(name.split('.').at(-1) ?? ''))]
      return whole !== -1 ? whole : last !== -1 && name.includes('.') ? last + known.length : Number.POSITIVE_INFINITY
    }
    const named = free(field).filter((column) => rank(column) < Number.POSITIVE_INFINITY)
    named.sort((a, b) => rank(a) - rank(b))
    // Of several columns that are called a text, the article is the longest.
    take(
      field,
      field === 'text'
        ? named.reduce<Column | undefined>((best, each) => (best === undefined || each.length > 2 * best.length ? each : best), undefined)
        : named[0],
    )
  }
  const [longest] = free('text').sort((a, b) => b.length - a.length)
  if (longest !== undefined && longest.length >= TEXT) take('text', longest)
  take(
    'url',
    free('url').find((column) => mostly(column, addressed)),
  )
  take(
    'date',
    free('date').find((column) => mostly(column, dated)),
  )
  return found
}
