// A project through a format and back, compared field by field: whatever has changed is named by a loss that says so. That is what
// makes a loss report worth reading.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportFormats } from '../../../electron/exchange/formats.ts'
import type { ProjectContents } from '../../../shared/exchange/contents.ts'
import type { Loss } from '../../../shared/exchange/loss.ts'
import { type Kind, kinds, type RecordOf } from '../../../shared/records.ts'
import { read } from '../../helpers/qdpx.ts'
import { wholeOf } from '../../helpers/whole.ts'
import { projects, withEverything } from './contents.ts'

/** A project with something of every kind, and in every field that a format may drop. */
const full = projects
  .filter(
    ({ records: { article, highlight, entity, code } }) =>
      article.length > 1 && highlight.length > 1 && entity.length > 0 && code.length > 0,
  )
  .map(withEverything)
  .map((project): ProjectContents => {
    const { article, code, codebook, highlight, study } = project.records
    const attribute = { key: 'tone', name: 'Tone', kind: 'choice', options: ['calm', 'loud'], initial: 'calm' } as const
    return {
      ...project,
      records: {
        ...project.records,
        code: code.map((each, n) => (n === 0 ? { ...each, attributes: [attribute], exclusive: true, shortcut: 'k' } : each)),
        codebook: codebook.map((each, n) => (n === 0 ? { ...each, citation: 'Someone 2020' } : each)),
        study: study.map((each) => ({ ...each, attributes: [...each.attributes, attribute] })),
        article: article.map((each, n) => (n === 1 ? { ...each, reprintOf: article[0]?.id ?? null, part: 2, of: 3, importer: '1' } : each)),
        highlight: highlight.map((each, n) => ({
          ...each,
          ...(n % 2 === 0 ? ({ origin: 'suggested', rule: 'a rule' } as const) : { formerQuote: 'what stood there' }),
          note: n === 0 ? `${each.note}\u0001` : each.note,
        })),
      },
    }
  })

const imported = 'format encoding repairs words originalSha256 via address importer evidence flags part of within modified section'.split(
  ' ',
)
/** The fields that a loss speaks of; `all`: the whole record. */
type Explained = Readonly<Record<string, readonly string[] | 'all'>>
const wholeKinds: Explained = {
  'Corrections of what parts of a text are, are left out.': 'all',
  'Bookmarks are left out.': 'all',
  'Earlier texts of articles are left out.': 'all',
  'Highlights that wait for their place are left out.': 'all',
  'Declined suggestions are left out.': 'all',
  'What coders say of pairs of articles is left out.': 'all',
  'What coders felt before reading is left out.': 'all',
  'Findings between articles are left out.': 'all',
  'What reports are to be made of is left out.': 'all',
  'That a highlight was suggested or imported is left out.': ['origin', 'rule'],
  'That a highlight was moved and waits to be confirmed is left out.': ['formerQuote'],
}
const qdpx: Explained = {
  ...wholeKinds,
  'The short names of codes are left out.': ['key'],
  'The attributes of codes are left out; the values of codings stay.': ['attributes'],
  'That codes under a code exclude each other is left out.': ['exclusive'],
  'Shortcut keys of codes are left out.': ['shortcut'],
  'Archived codes stand among the others.': ['archived'],
  'The citations of codebooks are left out.': ['citation'],
  'What there is to choose from in the attributes of articles is left out.': ['attributes'],
  'Highlights of several pieces become one for each piece.': ['ranges', 'quote', 'prefix', 'suffix'],
  'Who made links, and when, is left out where they have no note.': ['coderId', 'createdAt'],
  'Articles without a title get the name of their file.': ['title'],
  'What the import noted of articles is left out, and the imported files.': imported,
  'What the parts of a text are (titles, headings, captions and the like) is left out.': ['blocksSha256'],
  'Which articles reprint another is left out.': ['reprintOf'],
  'Control characters are left out.': [
    'note',
    'name',
    'memo',
    'definition',
    'title',
    'author',
    'whenToUse',
    'side',
    'aliases',
    'description',
    'attributes',
  ],
}
const annotations: Explained = { ...wholeKinds, 'The values of codings are left out.': ['attributes'] }

/** A value as JSON, whatever the order of its keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )

/** Records as they are compared: of a coding the id is made anew where a format has no place for it. */
const keyOf = (kind: Kind, record: RecordOf<Kind>): string => {
  if (kind !== 'coding') return record.id
  const { highlightId, codeId } = record as RecordOf<'coding'>
  return `${highlightId} ${codeId}`
}

/** What has changed and is named by no loss, such as `highlight 7: note`. */
function unnamed(
  before: ProjectContents,
  after: ProjectContents,
  losses: readonly Loss[],
  explained: Explained,
  among: readonly Kind[],
): string[] {
  return among.flatMap((kind) => {
    const found = new Map((after.records[kind] as readonly RecordOf<Kind>[]).map((each) => [keyOf(kind, each), each]))
    return (before.records[kind] as readonly RecordOf<Kind>[]).flatMap((record) => {
      const named = record.id === 'study' ? (record as RecordOf<'study'>).attributes.map(({ key }) => key) : []
      const told = losses
        .filter(({ ids }) => [record.id, ...named].some((id) => ids.includes(id)))
        .flatMap(({ what }) => explained[what] ?? [])
      const back = found.get(keyOf(kind, record))
      if (back === undefined) return told.includes('all') ? [] : [`${kind} ${record.id}`]
      return Object.keys(record).flatMap((field) => {
        const [was, is] = [record, back].map((each) => canonical({ ...each }[field as 'id']))
        return was === is || told.includes(field) || (kind === 'coding' && field === 'id') ? [] : [`${kind} ${record.id}: ${field}`]
      })
    })
  })
}

const gone = (project: ProjectContents, format: string, into: ProjectContents | null, explained: Explained, among: readonly Kind[]) => {
  const losses = exportFormats[format]?.losses(project) ?? []
  const bytes = wholeOf(exportFormats[format]?.write(project, { offsets: 'standard' }) ?? '')
  const found = read(format, bytes, into)
  expect(found.losses).toEqual([])
  return unnamed(project, found.contents, losses, explained, among)
}

describe('what has changed after a round trip is named', () => {
  it('through QDPX', () => {
    fc.assert(
      fc.property(full, (project) => {
        expect(gone(project, 'qdpx', null, qdpx, kinds)).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
  it('through QDC, codes and codebooks', () => {
    fc.assert(
      fc.property(full, (project) => {
        expect(gone(project, 'qdc', null, qdpx, ['codebook', 'code'])).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
  it('through Web Annotations', () => {
    fc.assert(
      fc.property(full, (project) => {
        const into = { ...project, records: { ...project.records, highlight: [], coding: [], link: [], orphan: [] } }
        expect(gone(project, 'jsonld', into, annotations, ['highlight', 'coding', 'link', 'orphan'])).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
  it('through JSON nothing changes', () => {
    fc.assert(
      fc.property(full, (project) => {
        expect(gone(project, 'json', null, {}, kinds)).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})

describe('loss reports', () => {
  const [project] = fc.sample(full, { seed: 11, numRuns: 1 }) as [ProjectContents]
  it.each(Object.keys(exportFormats).filter((format) => format !== 'json'))(
    'of %s: each kind of record that a format has no place for is named, and each thing by what people know it by',
    (format) => {
      const losses = exportFormats[format]?.losses(project) ?? []
      const ids = new Set(losses.flatMap((loss) => loss.ids))
      for (const kind of ['revision', 'zoneMark', 'bookmark', 'orphan', 'dismissal', 'pair', 'feeling', 'finding', 'definition'] as const)
        for (const { id } of project.records[kind]) expect(ids.has(id), `${kind} ${id}`).toBe(true)
      for (const loss of losses) {
        expect([loss.ids.length, loss.names.length]).toEqual([loss.count, loss.count])
        expect(loss.names.filter((name) => /^[0-9a-f]{8}-/.test(name))).toEqual([])
      }
    },
  )
})
