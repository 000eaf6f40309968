// A REFI-QDA project and codebook as XML: the elements in the order that the schemas want.

import type { Qde, QdeCase, QdeCode, QdeCoding, QdeSelection, QdeSource, QdeValue } from '../../shared/exchange/qde.ts'
import { attribute, content } from '../../shared/exchange/xml.ts'

type Attributes = Readonly<Record<string, string | number>>

/** An element; attributes without a value are left out, but those that the schema wants. */
function element(
  name: string,
  attributes: Attributes,
  children: readonly string[] = [],
  wanted: readonly string[] = ['guid', 'name'],
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === '' && !wanted.includes(key) ? [] : [` ${key}="${attribute(String(value))}"`],
  )
  if (children.length === 0) return `<${name}${written.join('')}/>`
  const inner = children.map((child) => `\n${child}`).join('')
  return `<${name}${written.join('')}>${inner}\n</${name}>`
}
/** An element of words alone; none for no words. */
const words = (name: string, text: string): string[] => (text === '' ? [] : [`<${name}>${content(text)}</${name}>`])
const references = (name: string, guids: readonly string[]): string[] => guids.map((guid) => `<${name} targetGUID="${guid}"/>`)
const list = (name: string, children: readonly string[]): string[] => (children.length === 0 ? [] : [element(name, {}, children)])

const valueAs = ({ variable, value }: QdeValue): string =>
  element('VariableValue', {}, [...references('VariableRef', [variable]), `<TextValue>${content(value)}</TextValue>`])
const codingOf = ({ guid, user, at, code, notes }: QdeCoding): string =>
  element('Coding', { guid, creatingUser: user, creationDateTime: at }, [...references('CodeRef', [code]), ...references('NoteRef', notes)])
const selectionOf = ({ guid, name, start, end, user, at, description, codings, notes }: QdeSelection): string =>
  element('PlainTextSelection', { guid, name, startPosition: start, endPosition: end, creatingUser: user, creationDateTime: at }, [
    ...words('Description', description),
    ...codings.map(codingOf),
    ...references('NoteRef', notes),
  ])
const sourceOf = (source: QdeSource): string =>
  element(
    'TextSource',
    {
      guid: source.guid,
      name: source.name,
      plainTextPath: `internal://${source.guid}.txt`,
      creatingUser: source.user,
      creationDateTime: source.at,
    },
    [
      ...words('Description', source.description),
      ...source.selections.map(selectionOf),
      ...source.codings.map(codingOf),
      ...references('NoteRef', source.notes),
      ...source.values.map(valueAs),
    ],
  )
const caseOf = ({ guid, name, description, values, sources, selections }: QdeCase): string =>
  element('Case', { guid, name }, [
    ...words('Description', description),
    ...values.map(valueAs),
    ...references('SourceRef', sources),
    ...references('SelectionRef', selections),
  ])

/** Codes as a tree; each stands in the list before those under it. */
function codesOf(codes: readonly QdeCode[]): string[] {
  const under = new Map<string | null, QdeCode[]>()
  for (const code of codes) under.set(code.parent, [...(under.get(code.parent) ?? []), code])
  const write = (code: QdeCode): string =>
    element('Code', { guid: code.guid, name: code.name, isCodable: String(code.isCodable), color: code.color.toUpperCase() }, [
      ...words('Description', code.description),
      ...references('NoteRef', code.notes),
      ...(under.get(code.guid) ?? []).map(write),
    ])
  return list('Codes', (under.get(null) ?? []).map(write))
}

const head = '<?xml version="1.0" encoding="utf-8"?>\n'

/** `project.qde` in UTF-8; texts are files of their own beside it, named `sources/GUID.txt`. */
export function writeQde(qde: Qde): string {
  const project = element('Project', { xmlns: 'urn:QDA-XML:project:1.0', name: qde.name, origin: qde.origin, creatingUserGUID: qde.user }, [
    ...list(
      'Users',
      qde.users.map(({ guid, name }) => element('User', { guid, name })),
    ),
    ...list('CodeBook', codesOf(qde.codes)),
    ...list(
      'Variables',
      qde.variables.map(({ guid, name, description }) =>
        element('Variable', { guid, name, typeOfVariable: 'Text' }, words('Description', description)),
      ),
    ),
    ...list('Cases', qde.cases.map(caseOf)),
    ...list('Sources', qde.sources.map(sourceOf)),
    ...list(
      'Notes',
      qde.notes.map(({ guid, name, text, user, at }) =>
        element('Note', { guid, name, creatingUser: user, creationDateTime: at }, words('PlainTextContent', text)),
      ),
    ),
    ...list(
      'Links',
      qde.links.map(({ guid, name, direction, from, to, notes }) =>
        element('Link', { guid, name, direction, originGUID: from, targetGUID: to }, references('NoteRef', notes)),
      ),
    ),
    ...list(
      'Sets',
      qde.sets.map(({ guid, name, description, codes, sources }) =>
        element('Set', { guid, name }, [
          ...words('Description', description),
          ...references('MemberCode', codes),
          ...references('MemberSource', sources),
        ]),
      ),
    ),
    ...words('Description', qde.description),
  ])
  return `${head}${project}\n`
}

/** A codebook file of all codes; a set for each codebook. */
export function writeCodeBook({ origin, codes, sets }: Pick<Qde, 'origin' | 'codes' | 'sets'>): string {
  const books = sets.filter(({ codes: members }) => members.length > 0)
  const book = element('CodeBook', { xmlns: 'urn:QDA-XML:codebook:1.0', origin }, [
    ...codesOf(codes),
    ...list(
      'Sets',
      books.map(({ guid, name, description, codes: members }) =>
        element('Set', { guid, name }, [
          ...words('Description', description),
          ...members.map((member) => `<MemberCode guid="${member}"/>`),
        ]),
      ),
    ),
  ])
  return `${head}${book}\n`
}
