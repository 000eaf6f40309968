import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultOfBlocks } from '../../../shared/text.ts'
import { inZone, readPath, seeds } from './read.ts'

const names = existsSync(seeds) ? readdirSync(seeds) : []
const seed = (number: string) => names.find((name) => name.startsWith(number))
const open = (number: string) => readPath(new URL(seed(number) as string, seeds))
const test = (number: string, title: string, run: (imported: ReturnType<typeof open>) => void) =>
  it.skipIf(seed(number) === undefined)(`seed ${number}: ${title}`, () => {
    const imported = open(number)
    expect(faultOfBlocks(imported.text, imported.blocks)).toBeUndefined()
    expect(imported).toMatchObject({ encoding: 'utf-8', language: 'en', format: 'text', url: '' })
    run(imported)
  })

describe('the five articles of the commission', () => {
  test('000', 'its first line is the title, its last lines the author', (imported) => {
    expect(imported.title).toMatch(/^The agreement .*quo vadis\?$/)
    expect(imported).toMatchObject({ outlet: '', date: '', author: 'Dr.Ceyhun Osmanli' })
    expect(inZone(imported, 'title')).toEqual([imported.title])
    expect(inZone(imported, 'byline')).toHaveLength(3)
    expect(imported.blocks.filter(({ kind }) => kind === 'item')).toHaveLength(3)
    expect(inZone(imported, 'boilerplate')).toEqual([])
  })

  test('001', 'four articles on one page: credits, a byline, no title and a warning', (imported) => {
    expect(imported).toMatchObject({ title: '', outlet: '', date: '', author: '' })
    expect(inZone(imported, 'caption').map((words) => words.slice(0, 6))).toEqual(['Image ', 'photo:', 'Image '])
    expect(inZone(imported, 'byline')).toEqual([expect.stringMatching(/^Authors: /)])
    expect(inZone(imported, 'boilerplate')).toEqual([])
    expect(imported.blocks).toHaveLength(55)
    expect(imported.warnings).toContainEqual(expect.stringContaining('several articles'))
    expect(imported.warnings).toContainEqual('No title was found.')
  })

  test('002', 'seventeen notes, the site around it, and no date of its own', (imported) => {
    expect(imported.title).toMatch(/^Closing the circle/)
    expect(imported).toMatchObject({ outlet: 'Occasional Digest', date: '', author: '' })
    expect(inZone(imported, 'title')).toEqual([imported.title])
    expect(inZone(imported, 'footnote').filter((words) => /^\[\d+\]/.test(words))).toHaveLength(17)
    expect(inZone(imported, 'footnote')).toHaveLength(18)
    expect(inZone(imported, 'boilerplate').map((words) => words.split(' ')[0])).toEqual(['Site', 'Occasional', 'Source', 'Exit'])
  })

  test('003', 'title without its outlet, the date of the article and not of saving, a machine as author, teasers', (imported) => {
    expect(imported.title).toMatch(/Disarm$/)
    expect(imported).toMatchObject({ outlet: 'The Moscow Times', date: '2023-09-20', author: 'OpenAI' })
    expect(inZone(imported, 'dateline')).toHaveLength(1)
    expect(inZone(imported, 'byline')).toHaveLength(2)
    const boilerplate = inZone(imported, 'boilerplate')
    expect(boilerplate).toHaveLength(6)
    expect(boilerplate[0]).toMatch(/^Today: /)
    expect(imported.warnings).toEqual([expect.stringContaining('“OpenAI” names a machine')])
    expect(imported.blocks.filter(({ kind }) => kind === 'heading')).toHaveLength(1)
  })

  test('004', 'title, byline, date with time, and what the page repeats', (imported) => {
    expect(imported.title).toMatch(/^Azerbaijan stops/)
    expect(imported).toMatchObject({ outlet: '', date: '2023-09-20T11:31', author: 'Oliver Thansan' })
    expect(inZone(imported, 'byline')).toHaveLength(2)
    expect(inZone(imported, 'boilerplate').map((words) => words.slice(0, 7))).toEqual(['The aut', '9 Reads', 'Azerbai'])
    expect(imported.warnings).toEqual([])
  })
})
