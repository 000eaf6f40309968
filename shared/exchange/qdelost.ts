// What of a project neither a QDPX file nor a QDC file carries, said before one is written.
import type { Code, Kind } from '../records.ts'
import type { Block } from '../text.ts'
import type { ProjectContents } from './contents.ts'
import { idsOf, keptInParallax, type Loss, lossesOf } from './loss.ts'
import { isUnsayable } from './xml.ts'

const isPlain = (blocks: readonly Block[]): boolean => blocks.every(({ kind, zone }) => kind === 'paragraph' && zone === 'body')
const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []

/** What of codes neither a QDPX nor a QDC file carries. */
const lostCodes = (codes: readonly Code[]): Readonly<Record<string, readonly string[]>> => ({
  'The short names of codes are left out.': idsOf(codes, ({ key }) => key !== ''),
  'The attributes of codes are left out; the values of codings stay.': idsOf(codes, ({ attributes }) => attributes.length > 0),
  'That codes under a code exclude each other is left out.': idsOf(codes, ({ exclusive }) => exclusive),
  'Shortcut keys of codes are left out.': idsOf(codes, ({ shortcut }) => shortcut !== ''),
  'Archived codes stand among the others.': idsOf(codes, ({ archived }) => archived),
})

/** What a QDPX file of a project does not carry. */
export function lostInQdpx({ records, texts, layouts }: ProjectContents): Loss[] {
  const plain = new Map([...texts, ...layouts].map(({ sha256, blocks }) => [sha256, isPlain(blocks)]))
  const spoken = [
    ...records.coder,
    ...records.codebook,
    ...records.code,
    ...records.entity,
    ...records.study,
    ...records.article,
    ...records.link,
    ...records.coding.map(({ id, attributes }) => ({ id, attributes })),
    ...records.highlight.map(({ id, note }) => ({ id, note })),
  ]
  return lossesOf({
    ...lostCodes(records.code),
    'The citations of codebooks are left out.': idsOf(records.codebook, ({ citation }) => citation !== ''),
    'What there is to choose from in the attributes of articles is left out.': records.study.flatMap(({ attributes }) =>
      attributes.filter(({ kind, options, initial }) => kind !== 'text' || options.length > 0 || initial !== '').map(({ key }) => key),
    ),
    'Highlights of several pieces become one for each piece.': idsOf(records.highlight, ({ ranges }) => ranges.length > 1),
    'That a highlight was suggested or imported is left out.': idsOf(
      records.highlight,
      ({ origin, rule }) => origin !== 'manual' || rule !== '',
    ),
    'That a highlight was moved and waits to be confirmed is left out.': idsOf(records.highlight, ({ formerQuote }) => formerQuote !== ''),
    'Who made links, and when, is left out where they have no note.': idsOf(records.link, ({ note }) => note === ''),
    'Articles without a title get the name of their file.': idsOf(records.article, ({ title }) => title === ''),
    'What the import noted of articles is left out, and the imported files.': idsOf(records.article),
    'What the parts of a text are (titles, headings, captions and the like) is left out.': idsOf(
      records.article,
      ({ textSha256, blocksSha256 }) => plain.get(blocksSha256 ?? textSha256) === false,
    ),
    'Which articles reprint another is left out.': idsOf(records.article, ({ reprintOf }) => reprintOf !== null),
    ...keptInParallax(records),
    'Control characters are left out.': idsOf(spoken, (record) => stringsIn(record).some(isUnsayable)),
  })
}

/** What else a project holds, by what people call it. */
const besideCodes: Readonly<Record<Exclude<Kind, 'code' | 'codebook'>, string>> = {
  coder: 'Coders',
  study: 'Memo and attributes of the study',
  entity: 'Entities',
  article: 'Articles',
  revision: 'Earlier texts of articles',
  zoneMark: 'Corrections of what parts of a text are',
  bookmark: 'Bookmarks',
  highlight: 'Highlights',
  coding: 'Codings',
  link: 'Links',
  orphan: 'Highlights that wait for their place',
  dismissal: 'Declined suggestions',
  pair: 'Judgements of pairs of articles',
  feeling: 'Feelings of coders before reading',
  finding: 'Findings between articles',
  definition: 'Definitions of reports',
}

/** What a QDC file, which has codes only, does not carry. */
export function lostInQdc({ records }: ProjectContents): Loss[] {
  const others = Object.entries(besideCodes) as [Kind, string][]
  return lossesOf({
    ...lostCodes(records.code),
    'The citations of codebooks are left out.': idsOf(records.codebook, ({ citation }) => citation !== ''),
    ...Object.fromEntries(
      others.map(([kind, called]) => [`${called}: left out, the format holds codes only.`, idsOf<Readonly<{ id: string }>>(records[kind])]),
    ),
  })
}
