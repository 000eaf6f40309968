// The report of an import as a list: what is to be looked at, what is copied, and what one more try changes.
import { expect, it } from 'vitest'
import {
  asCsv,
  asText,
  entriesOf,
  merged,
  needsLook,
  plainlyTaken,
  splitInto,
  summaryOf,
  type TakenFile,
} from '../../renderer/features/importing/entries.ts'
import type { ImportReport } from '../../shared/contract.ts'
import { ArticleId } from '../../shared/ids.ts'

const id = (words: string) => ArticleId.parse(words)
const file = (name: string, more: Partial<TakenFile> = {}): TakenFile => ({
  id: id(name),
  name: `${name}.txt`,
  title: name,
  encoding: 'utf-8',
  repairs: [],
  warnings: [],
  flags: [],
  cuts: [],
  reprints: [],
  ...more,
})
const empty: ImportReport = { taken: [], known: [], refused: [], waiting: [], left: 0 }
const locked = (token: string, wrong = false) => ({ token, name: `${token}.pdf`, needs: { what: 'password' as const, wrong } })
const full: ImportReport = {
  taken: [
    file('plain'),
    file('odd', {
      repairs: ['Line ends were made alike'],
      warnings: ['No date was found.'],
      cuts: [{ at: 9, title: '', evidence: 'a head' }],
    }),
  ],
  known: [{ id: id('known'), name: 'again.txt', title: '' }],
  refused: [{ name: '=1+1.exe', reason: 'This is a program.' }],
  waiting: [locked('one'), locked('two')],
  left: 2,
}

it('what waits or was refused comes first; what is plain asks for nothing', () => {
  expect(entriesOf(full).map(({ title }) => title)).toEqual(['one.pdf', 'two.pdf', '=1+1.exe', 'plain', 'odd', 'again.txt'])
  expect(
    entriesOf(full)
      .filter(needsLook)
      .map(({ title }) => title),
  ).toEqual(['one.pdf', 'two.pdf', '=1+1.exe', 'odd'])
  expect(plainlyTaken({ ...empty, taken: [file('plain')] })?.title).toBe('plain')
  expect(plainlyTaken({ ...empty, taken: full.taken.slice(1) })).toBeNull()
  expect(plainlyTaken({ ...empty, taken: [file('plain')], refused: full.refused })).toBeNull()
})

it('says in words how many came to what, down to one', () => {
  expect(summaryOf(full)).toBe(
    '2 taken, 1 already in the project, 1 refused. 2 wait for you. 2 were not looked at: the import was cancelled.',
  )
  expect(summaryOf({ ...empty, waiting: [locked('x')], left: 1 })).toContain('1 waits for you. 1 was not looked at')
})

it('S24 a copied list holds every file, and no name becomes a formula', () => {
  const entries = entriesOf(full)
  expect(asText(full, entries).split('\n')).toHaveLength(2 + entries.length)
  const csv = asCsv(entries)
  expect(csv.split('\r\n')).toHaveLength(1 + entries.length + 1)
  expect(csv).toContain('"refused","\'=1+1.exe"')
  expect(csv).toContain('"taken","odd.txt","odd","utf-8 · seems to hold 2 articles · No date was found.","Line ends were made alike"')
})

it('one more try takes the place of the first; a split puts the parts in the place of the whole', () => {
  const again = merged(full, ['one'], { ...empty, waiting: [locked('three', true)] })
  expect(again.waiting.map(({ token }) => token)).toEqual(['three', 'two'])
  expect(merged(full, ['one', 'two'], { ...empty, taken: [file('opened')] }).taken.map(({ title }) => title)).toEqual([
    'plain',
    'odd',
    'opened',
  ])
  const split = splitInto(full, id('odd'), [id('p1'), id('p2')])
  expect(split.taken.map(({ id: each, title }) => [each, title])).toEqual([
    ['plain', 'plain'],
    ['p1', 'odd (part 1 of 2)'],
    ['p2', 'odd (part 2 of 2)'],
  ])
  expect(split.taken.slice(1).some(({ cuts, warnings }) => cuts.length + warnings.length > 0)).toBe(false)
})
