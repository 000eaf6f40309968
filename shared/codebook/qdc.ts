// A codebook as REFI-QDA writes it (QDC, urn:QDA-XML:codebook:1.0). The format knows names, colours, one description and nesting;
// guidance goes into the description as paragraphs that begin with a heading (`When to use:`, `When not to use:`, `Example:`, `Memo:`),
// where our own files are read from again. What else there is gets lost, which the caller says.
import { attribute, content, isUnsayable } from '../exchange/xml.ts'
import { freshColour } from './colours.ts'
import type { CodebookFile, Entry } from './file.ts'

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

/** The guidance of a code as one description. */
export function describe(entry: Guidance): string {
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

/** A colour as a file has it, or one that is used least among those before. */
export function colourOf(written: string | undefined, before: readonly string[]): string {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(written?.trim() ?? '')?.[1]?.toLowerCase()
  if (hex === undefined) return freshColour(before)
  return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`
}

/** A short name that no code before has. */
export function keyOf(name: string, taken: ReadonlySet<string>): string {
  const stem = name.trim().slice(0, 58) || 'CODE'
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}-${n}`
    if (!taken.has(key)) return key
  }
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
      count((code) => isUnsayable(`${code.name}${describe(code)}`)),
      'Control characters are left out',
    ),
  ]
}
