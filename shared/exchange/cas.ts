// Articles as UIMA CAS, for INCEpTION and whatever else reads it: JSON (UIMA CAS JSON 0.4) or XMI with its type system beside it.
// A coding becomes an annotation of the type below for each of its pieces, a link a relation between the first annotations of its
// two highlights. Offsets count UTF-16 code units, which is what UIMA counts.
import type { TextFiles } from './brat.ts'
import { type CodedArticle, codedArticles, codeLabels, codePath, codesById, lostBeside, spansOf, valuesLine } from './coded.ts'
import type { ProjectContents } from './contents.ts'
import type { Loss } from './loss.ts'
import { attribute, isUnsayable } from './xml.ts'

const CODING = 'Coding'
const RELATION = 'Relation'
const PACKAGE = 'webanno.custom'
/** What an annotation says, all of it words. */
export const codingFeatures = ['code', 'path', 'values', 'note', 'coder', 'highlight'] as const
const roles = ['Dependent', 'Governor'] as const

type Said = Readonly<Partial<Record<(typeof codingFeatures)[number], string>>>
export type CasCoding = Readonly<{ begin: number; end: number; said: Said }>
/** `from` and `to` count the codings of the article from 0. */
type CasRelation = Readonly<{ from: number; to: number; type: string }>
export type Cas = Readonly<{ article: CodedArticle; codings: readonly CasCoding[]; relations: readonly CasRelation[] }>

/** What each article says, empty values left out. */
export function casesOf(contents: ProjectContents): Cas[] {
  const codes = codesById(contents)
  const labels = codeLabels(codes.values())
  const coderOf = new Map(contents.records.coder.map(({ id, name }) => [id, name]))
  return codedArticles(contents).map((article) => {
    const firstOf = new Map<string, number>()
    const codings = spansOf(article, codes).map(({ range, mark: { highlight }, coding, code }, n): CasCoding => {
      if (!firstOf.has(highlight.id)) firstOf.set(highlight.id, n)
      const said: Said = {
        code: code === null ? '' : (labels.get(code.id) ?? ''),
        path: code === null ? '' : codePath(codes, code),
        values: valuesLine(coding?.attributes ?? {}),
        note: highlight.note,
        coder: coderOf.get(highlight.coderId) ?? '',
        highlight: highlight.id,
      }
      return { begin: range.start, end: range.end, said: Object.fromEntries(Object.entries(said).filter(([, words]) => words !== '')) }
    })
    const relations = article.links.flatMap(({ type, fromId, toId }) => {
      const [from, to] = [firstOf.get(fromId), firstOf.get(toId)]
      return from === undefined || to === undefined ? [] : { from, to, type }
    })
    return { article, codings, relations }
  })
}

/** An annotation's number in its file: the text is 1. */
const numberOf = (place: number): number => place + 2

const casTypes = {
  [`${PACKAGE}.${CODING}`]: codingFeatures.map((name) => [name, 'uima.cas.String'] as const),
  [`${PACKAGE}.${RELATION}`]: [...roles.map((name) => [name, `${PACKAGE}.${CODING}`] as const), ['type', 'uima.cas.String'] as const],
}

function jsonOf({ article: { text }, codings, relations }: Cas): string {
  const types = Object.fromEntries(
    Object.entries(casTypes).map(([name, features]) => [
      name,
      {
        '%NAME': name,
        '%SUPER_TYPE': 'uima.tcas.Annotation',
        ...Object.fromEntries(features.map(([feature, range]) => [feature, { '%NAME': feature, '%RANGE': range }])),
      },
    ]),
  )
  const structures = [
    { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString: text },
    ...codings.map(({ begin, end, said }, n) => ({ '%ID': numberOf(n), '%TYPE': `${PACKAGE}.${CODING}`, '@sofa': 1, begin, end, ...said })),
    ...relations.map(({ from, to, type }, n) => ({
      '%ID': numberOf(codings.length + n),
      '%TYPE': `${PACKAGE}.${RELATION}`,
      '@sofa': 1,
      begin: codings[to]?.begin,
      end: codings[to]?.end,
      '@Dependent': numberOf(to),
      '@Governor': numberOf(from),
      type,
    })),
  ]
  const members = [...codings, ...relations].map((_, n) => numberOf(n))
  const views = { _InitialView: { '%SOFA': 1, '%MEMBERS': members } }
  return `{\n"%TYPES": ${JSON.stringify(types)},\n"%FEATURE_STRUCTURES": [\n${structures.map((each) => JSON.stringify(each)).join(',\n')}\n],\n"%VIEWS": ${JSON.stringify(views)}\n}\n`
}

/** A text whose places stay where they are: what XML cannot say becomes a sign for it. */
const sayable = (text: string): string => text.replace(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '\uFFFD')

function xmiOf({ article: { text }, codings, relations }: Cas): string {
  const element = (name: string, attributes: Readonly<Record<string, string | number>>) =>
    `  <${name}${Object.entries(attributes)
      .map(([key, value]) => ` ${key}="${attribute(String(value))}"`)
      .join('')}/>\n`
  const members = [...codings, ...relations].map((_, n) => numberOf(n)).join(' ')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">\n',
    element('cas:NULL', { 'xmi:id': 0 }),
    ...codings.map(({ begin, end, said }, n) => element(`custom:${CODING}`, { 'xmi:id': numberOf(n), sofa: 1, begin, end, ...said })),
    ...relations.map(({ from, to, type }, n) =>
      element(`custom:${RELATION}`, {
        'xmi:id': numberOf(codings.length + n),
        sofa: 1,
        begin: codings[to]?.begin ?? 0,
        end: codings[to]?.end ?? 0,
        Dependent: numberOf(to),
        Governor: numberOf(from),
        type,
      }),
    ),
    element('cas:Sofa', { 'xmi:id': 1, sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString: sayable(text) }),
    element('cas:View', { sofa: 1, members }),
    '</xmi:XMI>\n',
  ].join('')
}

function typeSystem(): string {
  const feature = ([name, range]: readonly [string, string]) =>
    `        <featureDescription><name>${name}</name><description/><rangeTypeName>${range}</rangeTypeName></featureDescription>\n`
  const types = Object.entries(casTypes).map(
    ([name, features]) =>
      `    <typeDescription>\n      <name>${name}</name>\n      <description/>\n      <supertypeName>uima.tcas.Annotation</supertypeName>\n      <features>\n${features.map(feature).join('')}      </features>\n    </typeDescription>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n  <types>\n${types.join('')}  </types>\n</typeSystemDescription>\n`
}

export const casJsonOf = (contents: ProjectContents): TextFiles =>
  Object.fromEntries(casesOf(contents).map((cas) => [`${cas.article.fileName}.json`, jsonOf(cas)]))

export const casXmiOf = (contents: ProjectContents): TextFiles => ({
  'TypeSystem.xml': typeSystem(),
  ...Object.fromEntries(casesOf(contents).map((cas) => [`${cas.article.fileName}.xmi`, xmiOf(cas)])),
})

const carried = { pieces: true, notes: true, values: true, links: true, texts: true, uncoded: true } as const
const whenMade = ({ records }: ProjectContents) => ({ 'When a highlight was made is left out.': records.highlight.map(({ id }) => id) })

export const lostInCasJson = (contents: ProjectContents): Loss[] => lostBeside(contents, { ...carried, coders: true }, whenMade(contents))

export const lostInCasXmi = (contents: ProjectContents): Loss[] =>
  lostBeside(
    contents,
    { ...carried, coders: true },
    {
      ...whenMade(contents),
      'Control characters are left out; in texts a sign stands for them.': [
        ...codedArticles(contents)
          .filter(({ text }) => isUnsayable(text))
          .map(({ article }) => article.id),
        ...contents.records.highlight.filter(({ note }) => isUnsayable(note)).map(({ id }) => id),
        ...contents.records.coding.filter(({ attributes }) => isUnsayable(valuesLine(attributes))).map(({ id }) => id),
      ],
    },
  )
