// The annotations of a file, however they are listed: alone, in pages of a collection, or as the rows that Hypothesis answers with.
import { Failure } from '../failure.ts'
import { DEEPEST, iriOf, many, type Node, nodeOf, textOf, typesOf } from './jsonld.ts'

const MOST = 100_000

/** `missing`: names of pages and annotations that the file speaks of but does not hold. */
export type AnnotationList = Readonly<{ annotations: readonly Node[]; missing: readonly string[]; isCollection: boolean }>

/** A row of Hypothesis says all of it, under names of its own, and has no type. */
const isRow = (node: Node): boolean => node.type === undefined && node.target !== undefined && (node.uri ?? node.user) !== undefined

function annotationFrom(row: Node): Node {
  const user = textOf(row.user)
  const called = textOf(nodeOf(row.user_info).display_name) || user.replace(/^acct:/, '').replace(/@.*$/, '')
  const title = textOf(many(nodeOf(row.document).title)[0])
  const isReply = many(row.references).length > 0
  return {
    id: textOf(row.id),
    type: 'Annotation',
    created: row.created,
    creator: { id: user, name: called },
    motivation: isReply ? 'replying' : 'commenting',
    body: [
      ...many(row.tags).map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
      ...(textOf(row.text) === '' ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: row.text }]),
    ],
    target: many(row.target).map((target) => {
      const { source = row.uri, selector } = nodeOf(target)
      return isReply ? source : { source: { id: source, 'dc:title': title }, selector }
    }),
  }
}

/** @throws Failure 'refused' when there are more than people make */
export function annotationsIn(value: unknown): AnnotationList {
  const annotations: Node[] = []
  const named: string[] = []
  const held = new Set<string>()
  let isCollection = false
  const visit = (values: unknown, depth: number): void => {
    if (depth > DEEPEST || annotations.length > MOST)
      throw new Failure('refused', 'The file holds more annotations than Parallax takes in. Nothing was changed.')
    for (const each of many(values)) {
      if (typeof each === 'string') named.push(each)
      const node = nodeOf(each)
      if (typesOf(node).includes('AnnotationPage') && held.has(iriOf(node))) continue
      if (iriOf(node) !== '') held.add(iriOf(node))
      if (typesOf(node).includes('Annotation')) annotations.push(node)
      else if (isRow(node)) annotations.push(annotationFrom(node))
      else {
        isCollection ||= typesOf(node).includes('AnnotationCollection')
        for (const key of ['items', 'rows', '@graph', 'annotations', 'first', 'next', 'last']) visit(node[key], depth + 1)
      }
    }
  }
  visit(value, 0)
  return { annotations, missing: [...new Set(named)].filter((name) => !held.has(name)), isCollection }
}
