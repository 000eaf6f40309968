// brat standoff: for each article its text and, beside it, a line for each span, relation, value and note; with them the two files
// that tell brat which types there are, in the order and nesting of the codebook. Offsets count Unicode code points. brat's
// reader ends a line wherever Python does, so a span is cut there, and at tabs, into pieces; the words of the pieces are joined by
// one space, as it demands. Types have letters of ASCII only; what codes are called in full stands in visual.conf.
import { above } from '../codebook/tree.ts'
import type { Code } from '../records.ts'
import { type CodedArticle, codedArticles, codeLabels, codesById, lostBeside } from './coded.ts'
import type { ProjectContents } from './contents.ts'
import type { Loss } from './loss.ts'
import { Ruler } from './positions.ts'

/** Names of files without folders, and their words. */
export type TextFiles = Readonly<Record<string, string>>

const UNCODED = 'Highlight'
const lineEnds = /[\p{Cc}\u2028\u2029]+/gu
const oneLine = (words: string): string => words.replace(lineEnds, ' ')
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w-]+/g, '_')
    .replace(/^_+|_+$/g, '')
/** A value that brat can hold as one; others become notes. */
const isWord = (value: string): boolean => /^[\w.+-]+$/.test(value)

type Types = ReadonlyMap<string, string>

function standoff({ text, marks, links }: CodedArticle, types: Types): string {
  const ruler = new Ruler(text, 'code point')
  const spans: string[] = []
  const rest: string[] = []
  const firstOf = new Map<string, string>()
  const counts = { T: 0, A: 0, R: 0, '#': 0 }
  const next = (kind: keyof typeof counts) => `${kind}${++counts[kind]}`
  const note = (on: string, words: string) => rest.push(`${next('#')}\tAnnotatorNotes ${on}\t${oneLine(words)}`)
  for (const { highlight, codings } of marks) {
    const pieces = highlight.ranges.flatMap(({ start, end }) => {
      const found: { start: number; end: number }[] = []
      let from = start
      for (const { index, 0: gap } of text.slice(start, end).matchAll(lineEnds)) {
        found.push({ start: from, end: start + index })
        from = start + index + gap.length
      }
      return [...found, { start: from, end }].filter((piece) => piece.end > piece.start)
    })
    const place = pieces.map(({ start, end }) => `${ruler.measure(start)} ${ruler.measure(end)}`).join(';')
    const words = pieces.map(({ start, end }) => text.slice(start, end)).join(' ')
    for (const coding of codings.length === 0 ? [null] : codings) {
      const id = next('T')
      spans.push(`${id}\t${coding === null ? UNCODED : (types.get(coding.codeId) ?? UNCODED)} ${place}\t${words}`)
      for (const [key, value] of Object.entries(coding?.attributes ?? {})) {
        if (isWord(value)) rest.push(`${next('A')}\t${key} ${id} ${value}`)
        else note(id, `${key}: ${value}`)
      }
      if (firstOf.has(highlight.id)) continue
      firstOf.set(highlight.id, id)
      if (highlight.note !== '') note(id, highlight.note)
    }
  }
  for (const { type, fromId, toId } of links)
    rest.push(`${next('R')}\t${plain(type)} Arg1:${firstOf.get(fromId) ?? ''} Arg2:${firstOf.get(toId) ?? ''}`)
  return [...spans, ...rest].map((line) => `${line}\n`).join('')
}

function configuration({ records }: ProjectContents, codes: ReadonlyMap<string, Code>, types: Types): TextFiles {
  const depth = (code: Code) => above(codes, code).length
  const entities = [...codes.values()].map((code) => `${'\t'.repeat(depth(code))}${types.get(code.id) ?? ''}`)
  const values = new Map<string, Set<string>>()
  for (const { attributes } of records.coding)
    for (const [key, value] of Object.entries(attributes)) if (isWord(value)) values.set(key, (values.get(key) ?? new Set()).add(value))
  const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join('')
  const relations = [...new Set(records.link.map(({ type }) => plain(type)))].sort()
  return {
    'annotation.conf': `[entities]\n${lines([...entities, UNCODED])}\n[relations]\n${lines(relations.map((type) => `${type}\tArg1:<ENTITY>, Arg2:<ENTITY>`))}<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n${lines([...values].map(([key, all]) => `${key}\tArg:<ENTITY>, Value:${[...all].sort().join('|')}`))}`,
    'visual.conf': `[labels]\n${lines([...codes.values()].map(({ id, name }) => `${types.get(id) ?? ''} | ${oneLine(name).replaceAll('|', '/')}`))}\n[drawing]\n${lines([...codes.values()].map(({ id, color }) => `${types.get(id) ?? ''}\tbgColor:${color}`))}`,
  }
}

const bratTypes = (codes: ReadonlyMap<string, Code>): Types => {
  const labels = codeLabels(codes.values(), plain)
  return new Map([...labels].map(([id, label]) => [id, label === UNCODED ? `${label}_` : label]))
}

export function bratOf(contents: ProjectContents): TextFiles {
  const codes = codesById(contents)
  const types = bratTypes(codes)
  const files = codedArticles(contents).flatMap((each) => [
    [`${each.fileName}.txt`, each.text],
    [`${each.fileName}.ann`, standoff(each, types)],
  ])
  return { ...configuration(contents, codes, types), ...Object.fromEntries(files) }
}

export const lostInBrat = (contents: ProjectContents): Loss[] => {
  const { highlight, coding } = contents.records
  const has = (words: string) => words.search(lineEnds) !== -1
  return lostBeside(
    contents,
    { pieces: true, notes: true, values: true, links: true, texts: true, uncoded: true },
    {
      'Line ends and tabs in notes and values become spaces.': [
        ...highlight.filter(({ note }) => has(note)).map(({ id }) => id),
        ...coding.filter(({ attributes }) => Object.values(attributes).some(has)).map(({ id }) => id),
      ],
    },
  )
}
