// A codebook as REFI-QDA writes it (QDC, urn:QDA-XML:codebook:1.0). The format knows names, colours, one description and nesting;
// guidance goes into the description as paragraphs that begin with a heading (`When to use:`, `When not to use:`, `Example:`, `Memo:`),
// where our own files are read from again. What else there is gets lost, which the caller says.
import type { CodebookFile, Entry } from './file.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
/** What XML 1.0 has no way to say. */
const unsayable = /(?![\t\n\r])[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu
const attribute = (words: string) => words.replace(unsayable, '').replace(/[&<>"\t\n\r]/g, (each) => escapes[each] ?? '')
const content = (words: string) => words.replace(unsayable, '').replace(/[&<>\r]/g, (each) => escapes[each] ?? '')

const headings = [
  ['When to use', 'whenToUse'],
  ['When not to use', 'whenNot'],
  ['Example', 'example'],
  ['Memo', 'memo'],
] as const

type Guidance = Pick<Entry, 'definition' | (typeof headings)[number][1]>
const heading = headings.map(([name]) => name).join('|')
const started = new RegExp(`(?:^|\\n\\n)(${heading}): `)
/** A paragraph of ours that looks like a heading, behind a backslash. */
const guard = (words: string) => words.replace(new RegExp(`(^|\\n\\n)(\\\\*(?:${heading}): )`, 'g'), '$1\\$2')
const unguard = (words: string) => words.replace(new RegExp(`(^|\\n\\n)\\\\(\\\\*(?:${heading}): )`, 'g'), '$1$2')

function describe(entry: Guidance): string {
  const parts = headings.flatMap(([name, field]) => (entry[field] === '' ? [] : [`${name}: ${guard(entry[field])}`]))
  return [guard(entry.definition), ...parts].filter((part) => part !== '').join('\n\n')
}

/** Takes a description apart again. Words under no heading are the definition. */
export function guidanceFrom(description: string): Guidance {
  const [definition = '', ...parts] = description.split(started)
  const found: Record<keyof Guidance, string> = { definition: unguard(definition), whenToUse: '', whenNot: '', example: '', memo: '' }
  for (let i = 0; i < parts.length; i += 2) {
    const field = headings.find(([name]) => name === parts[i])?.[1] ?? 'definition'
    found[field] = [found[field], unguard(parts[i + 1] ?? '')].filter((part) => part !== '').join('\n\n')
  }
  return found
}

/** The file; `guidOf` gives each key its GUID. A codebook without codes has no QDC. */
export function writeQdc({ codes }: CodebookFile, origin: string, guidOf: (key: string) => string): string {
  const under = new Map<string | null, Entry[]>()
  for (const code of codes) under.set(code.parent, [...(under.get(code.parent) ?? []), code])
  const write = (code: Entry, indent: string): string[] => {
    const children = (under.get(code.key) ?? []).flatMap((child) => write(child, `${indent}  `))
    const description = describe(code)
    const inner = [...(description === '' ? [] : [`${indent}  <Description>${content(description)}</Description>`]), ...children]
    const open = `${indent}<Code guid="${guidOf(code.key)}" name="${attribute(code.name)}" isCodable="true" color="${code.color.toUpperCase()}"`
    return inner.length === 0 ? [`${open}/>`] : [`${open}>`, ...inner, `${indent}</Code>`]
  }
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="${attribute(origin)}">`,
    '  <Codes>',
    ...(under.get(null) ?? []).flatMap((code) => write(code, '    ')),
    '  </Codes>',
    '</CodeBook>',
    '',
  ].join('\n')
}

/** What a QDC file of this codebook does not carry, one plain sentence each. */
export function lostInQdc({ codebook, codes }: CodebookFile): string[] {
  const count = (has: (code: Entry) => boolean) => codes.filter(has).length
  const lost = (n: number, what: string) => (n === 0 ? [] : [`${what} (${n}).`])
  return [
    'The name of the codebook stands in the name of the file only, and the short names of its codes are left out.',
    ...(codebook.description === '' && codebook.citation === '' ? [] : ['Its description and citation are left out.']),
    ...lost(
      count(({ whenToUse, whenNot, example, memo }) => `${whenToUse}${whenNot}${example}${memo}` !== ''),
      'When to use, when not, examples and memos stand in the descriptions of the codes, under headings',
    ),
    ...lost(
      count(({ attributes }) => attributes.length > 0),
      'Attributes are left out',
    ),
    ...lost(
      count(({ exclusive }) => exclusive),
      'That codes of a family exclude each other is left out',
    ),
    ...lost(
      count(({ shortcut }) => shortcut !== ''),
      'Shortcut keys are left out',
    ),
    ...lost(
      count(({ archived }) => archived),
      'Archived codes stand among the others',
    ),
    ...lost(
      count((code) => `${code.name}${describe(code)}`.search(unsayable) !== -1),
      'Control characters are left out',
    ),
  ]
}
