import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Desk } from '../../electron/desk.ts'
import type { PdfPage } from '../../electron/export/pdf.ts'
import { handlersOf, type Outside } from '../../electron/handlers.ts'
import { importFile } from '../../electron/import/import.ts'
import { compareHere } from '../../electron/passages.ts'
import { PreferenceFile } from '../../electron/preferences.ts'
import type { Handlers } from '../../electron/reply.ts'
import { backUp } from '../../electron/store/backup.ts'
import { applyTo } from '../../shared/change.ts'
import { addHighlight } from '../../shared/commands.ts'
import type { EventName, Events } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { ANALYSIS, IMPORT } from '../../shared/job.ts'
import { startWorker } from '../helpers/jobs.ts'
import { at as line, pdf } from './import/pdfs.ts'

const root = path.resolve(import.meta.dirname, '../..')
const articles = path.join(root, 'corpus/articles')

type Seen = { [E in EventName]: Events[E][] }
type Sitting = Readonly<{ desk: Desk; handlers: Handlers; seen: Seen; outside: { -readonly [K in keyof Outside]: Outside[K] } }>

let folder: string
let sittings: Desk[] = []
const at = (...parts: string[]) => path.join(folder, ...parts)

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-desk-'))
  mkdirSync(at('user'))
})
afterEach(() => {
  vi.useRealTimers()
  for (const desk of sittings) void desk.close()
  sittings = []
  rmSync(folder, { recursive: true })
})

/** A desk as a start of the app makes it, with dialogs that nobody answers until a test does. */
function sit(): Sitting {
  const seen: Seen = { changed: [], counted: [], comparing: [], project: [], assistive: [], progress: [], command: [] }
  const desk = new Desk({
    userData: at('user'),
    corpus: path.join(root, 'corpus'),
    version: '0.0.0',
    runtime: 'test',
    preferences: new PreferenceFile(at('user', 'preferences.json')),
    store: {},
    read: (source, reading) => importFile(source, reading),
    compare: compareHere,
    startWorker,
    assistive: () => false,
    announce: (name, event) => void seen[name].push(event as never),
  })
  sittings.push(desk)
  const outside = {
    choose: () => Promise.resolve([]),
    place: () => Promise.resolve(null),
    agreeToOpen: () => Promise.resolve(false),
    browse: () => Promise.resolve(),
    printPdf: ({ html }: PdfPage) => Promise.resolve(new TextEncoder().encode(`%PDF-${html.length}`)),
    setTheme: () => {},
  }
  const held: Sitting['outside'] = outside
  const through: Outside = {
    choose: (what) => held.choose(what),
    place: (kind, suggested) => held.place(kind, suggested),
    agreeToOpen: (url) => held.agreeToOpen(url),
    browse: (url) => held.browse(url),
    printPdf: (pdf) => held.printPdf(pdf),
    setTheme: (theme) => held.setTheme(theme),
  }
  return { desk, handlers: handlersOf(desk, through, '0.0.0'), seen, outside: held }
}

/** Does something as soon as the first document is taken, before the next one is begun. */
function afterFirst({ seen }: Sitting, act: () => unknown): void {
  seen.changed.push = (...events) => {
    seen.changed.push = Array.prototype.push
    const length = seen.changed.push(...events)
    act()
    return length
  }
}

const filesIn = (...names: string[]) => names.map((name) => path.join(articles, name))

async function newProject({ handlers, outside }: Sitting, name = 'mine'): Promise<string> {
  outside.place = () => Promise.resolve(at(name))
  expect(await handlers['project.create'](undefined)).toBe(true)
  return at(`${name}.parallax`)
}

describe('start', () => {
  it('opens the sample at the first start, and does not call it recent', async () => {
    const { desk } = sit()
    await desk.start(null)
    const { project, trouble, recent } = desk.state()
    expect(project).toMatchObject({ sample: true, readOnly: false })
    expect(trouble).toBeNull()
    expect(recent).toEqual([])
  })

  it('opens the last project at the next start, and a file that is asked for before it', async () => {
    const first = sit()
    const mine = await newProject(first)
    const other = await newProject(first, 'other')
    void first.desk.close()
    const second = sit()
    await second.desk.start(null)
    expect(second.desk.state().project?.path).toBe(other)
    expect(second.desk.state().recent.map(({ name }) => name)).toEqual(['other', 'mine'])
    void second.desk.close()
    const third = sit()
    await third.desk.start(mine)
    expect(third.desk.state().project?.name).toBe('mine')
  })

  it('preferences that cannot be read count as none', () => {
    writeFileSync(at('user', 'preferences.json'), '{"recent": [1, ')
    expect(sit().desk.state().recent).toEqual([])
    writeFileSync(at('user', 'preferences.json'), '{"recent": 7, "theme": "pink", "last": "/x.parallax"}')
    expect(new PreferenceFile(at('user', 'preferences.json')).held).toEqual({
      last: '/x.parallax',
      recent: [],
      unfinished: null,
      theme: 'system',
      place: null,
    })
  })
})

describe('trouble', () => {
  it.each([
    ['empty', ''],
    ['foreign', 'A letter, not a project.'],
  ])('D8 D9 a file that is %s is not opened and not touched, and nothing is opened in its place', async (_, content) => {
    const file = at('mine.parallax')
    writeFileSync(file, content)
    const { desk, seen } = sit()
    await desk.start(file)
    expect(desk.state().project).toBeNull()
    expect(desk.state().trouble?.file).toBe(file)
    expect(desk.state().trouble?.reason).not.toBe('')
    expect(seen.project.at(-1)).toEqual(desk.state())
    expect(readFileSync(file, 'utf8')).toBe(content)
    expect(readdirSync(folder).toSorted()).toEqual(['mine.parallax', 'user'])
  })

  it('D8 a project that is not there is not made anew', async () => {
    const { desk } = sit()
    await desk.start(at('gone.parallax'))
    expect(desk.state().trouble?.reason).toContain('gone.parallax')
    expect(existsSync(at('gone.parallax'))).toBe(false)
  })

  it('D8 a damaged project comes back from its backup, and the damaged file is kept', async () => {
    const first = sit()
    const mine = await newProject(first)
    first.outside.choose = () => Promise.resolve(filesIn('06-tern-wire.txt', '04-daily-ravel-rewrite.txt'))
    await first.handlers['import.choose']({ what: 'files' })
    first.outside.choose = () => Promise.resolve(filesIn('05-the-quay-translated.txt', '07-saldrian-tribune.md'))
    await first.handlers['import.choose']({ what: 'files' })
    void first.desk.close()
    const damaged = readFileSync(mine).fill(0, 100, 9_000)
    writeFileSync(mine, damaged)

    const second = sit()
    await second.desk.start(null)
    expect(second.desk.state()).toMatchObject({ project: null, trouble: { salvage: true, backup: { articles: 2 } } })
    expect(second.desk.recover('backup')).toBe(true)
    expect(second.desk.state().project?.path).toBe(mine)
    expect(second.desk.project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 10 }).total).toBe(2)
    const kept = readdirSync(folder).find((name) => name.startsWith('mine.parallax.damaged-')) ?? ''
    expect(readFileSync(at(kept)).equals(damaged)).toBe(true)
  })

  it('D5 an article whose text is not what was written makes itself known with the backup, which can be taken', async () => {
    const first = sit()
    const mine = await newProject(first)
    for (const names of [
      ['06-tern-wire.txt', '04-daily-ravel-rewrite.txt'],
      ['05-the-quay-translated.txt', '07-saldrian-tribune.md'],
    ]) {
      first.outside.choose = () => Promise.resolve(filesIn(...names))
      await first.handlers['import.choose']({ what: 'files' })
    }
    void first.desk.close()
    const bytes = readFileSync(mine)
    const words = Buffer.from('Tern Wire')
    for (let at = bytes.indexOf(words); at !== -1; at = bytes.indexOf(words, at + 1)) bytes[at] = 'W'.charCodeAt(0)
    writeFileSync(mine, bytes)

    const { desk, handlers, seen } = sit()
    await desk.start(null)
    expect(desk.state()).toMatchObject({ trouble: null, project: { path: mine } })
    const { rows } = desk.project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 10 })
    const failures: unknown[] = []
    for (const { id } of rows)
      await Promise.resolve()
        .then(() => handlers['article.open']({ id }))
        .catch((error: unknown) => failures.push(error))
    expect(failures.length).toBeGreaterThan(0)
    expect(failures[0]).toMatchObject({ code: 'damaged' })
    expect(desk.state()).toMatchObject({ trouble: { backup: { articles: 2 } }, project: { path: mine } })
    expect(seen.project.at(-1)).toEqual(desk.state())
    expect(desk.recover('backup')).toBe(true)
    expect(desk.state().trouble).toBeNull()
    for (const { id } of desk.project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 10 }).rows)
      expect(desk.openArticle(id).text).not.toContain('Wern Wire')
    void desk.close()
  })

  it('D8 a project that was emptied, or is gone, can come back from its backup too', async () => {
    for (const ruin of [(file: string) => writeFileSync(file, ''), (file: string) => rmSync(file)]) {
      const first = sit()
      const mine = await newProject(first, `ruined ${sittings.length}`)
      first.outside.choose = () => Promise.resolve(filesIn('06-tern-wire.txt'))
      await first.handlers['import.choose']({ what: 'files' })
      backUp(first.desk.project)
      void first.desk.close()
      ruin(mine)
      const second = sit()
      await second.desk.start(null)
      expect(second.desk.state().trouble).toMatchObject({ salvage: false, backup: { articles: 1 } })
      second.desk.recover('backup')
      expect(second.desk.state().project?.path).toBe(mine)
      void second.desk.close()
    }
  })

  it('D8 what can be read of a damaged project is salvaged into a new file beside it', async () => {
    const first = sit()
    const mine = await newProject(first)
    first.outside.choose = () => Promise.resolve(filesIn('06-tern-wire.txt'))
    await first.handlers['import.choose']({ what: 'files' })
    void first.desk.close()
    const bytes = readFileSync(mine)
    writeFileSync(mine, bytes.subarray(0, bytes.length - 4_096))
    const damaged = readFileSync(mine)
    const second = sit()
    await second.desk.start(null)
    expect(second.desk.state()).toMatchObject({ project: null, trouble: { salvage: true } })
    expect(second.desk.recover('salvage')).toBe(true)
    expect(second.desk.state().project?.path).toBe(at('mine (salvaged).parallax'))
    expect(readFileSync(mine).equals(damaged)).toBe(true)
  })

  it('leaving it leads back to what was open', async () => {
    const sitting = sit()
    const mine = await newProject(sitting)
    expect(sitting.desk.open(at('gone.parallax'))).toBe(false)
    expect(sitting.desk.state().project).toBeNull()
    sitting.desk.recover('dismiss')
    expect(sitting.desk.state()).toMatchObject({ project: { path: mine }, trouble: null })
  })

  it('D14 a second one who opens a project that is open is told who has it', async () => {
    const mine = await newProject(sit())
    const second = sit()
    await second.desk.start(mine)
    expect(second.desk.state().project).toBeNull()
    expect(second.desk.state().trouble?.reason).toContain(os.hostname())
    expect(second.desk.state().trouble?.salvage).toBe(false)
  })
})

describe('work', () => {
  it('D4 an import is one act for each document; the same bytes are known; what cannot be read is named', async () => {
    const sitting = sit()
    await newProject(sitting)
    writeFileSync(at('picture.txt'), Buffer.from('89504e470d0a1a0a', 'hex'))
    sitting.outside.choose = () =>
      Promise.resolve([...filesIn('06-tern-wire.txt', '07-saldrian-tribune.md'), at('picture.txt'), at('absent.txt')])
    const first = await sitting.handlers['import.choose']({ what: 'files' })
    expect(first?.taken.map(({ name }) => name)).toEqual(['06-tern-wire.txt', '07-saldrian-tribune.md'])
    expect(first?.refused.map(({ name }) => name).toSorted()).toEqual(['absent.txt', 'picture.txt'])
    expect(sitting.seen.changed).toHaveLength(2)
    expect(sitting.seen.progress.at(-1)).toMatchObject({ job: IMPORT, done: 1, total: 1 })

    const again = await sitting.handlers['import.choose']({ what: 'files' })
    expect(again).toMatchObject({ taken: [], known: [{ id: first?.taken[0]?.id }, { id: first?.taken[1]?.id }] })

    expect(await sitting.handlers.undo(undefined)).toContain('Import')
    expect(sitting.seen.changed.at(-1)?.change[0]).toMatchObject({ kind: 'article', after: null })
    expect(sitting.seen.changed.at(-1)?.history.redo).toContain('Import')
  })

  it('finds what it reprints of articles that came in before, and a whole collection is analysed on call', {
    timeout: 60_000,
  }, async () => {
    const sitting = sit()
    await sitting.desk.openSample()
    const { rows } = sitting.desk.project.library({ filter: 'Tern Wire', sort: 'title', descending: false, offset: 0, limit: 1 })
    const wire = rows[0] === undefined ? undefined : sitting.desk.openArticle(rows[0].id)
    const text = `Our own word on it.\n\n${wire?.text.slice(wire.text.indexOf('The agreement'))}`
    const { taken } = await sitting.handlers['import.paste']({ text, html: null })
    expect(taken[0]?.reprints.map(({ id }) => id)).toEqual([wire?.article.id])
    const analysed = await sitting.handlers['collection.analyse']({ collection: null })
    expect(analysed.articles.length).toBe(11)
    const pairs = analysed.reprints.map(({ firstId, copyId }) => new Set([firstId, copyId]))
    expect(pairs).toContainEqual(new Set([wire?.article.id, taken[0]?.id]))
    expect(sitting.seen.progress.at(-1)).toMatchObject({ job: ANALYSIS, done: 1, total: 1, cancellable: false })
    expect(await sitting.handlers['job.cancel']({ job: ANALYSIS })).toBe(false)
  })

  it('an import that is cancelled keeps what was taken and says how many files it left', async () => {
    const sitting = sit()
    const { desk, handlers, outside, seen } = sitting
    await newProject(sitting)
    outside.choose = () => Promise.resolve(filesIn('06-tern-wire.txt', '04-daily-ravel-rewrite.txt', '07-saldrian-tribune.md'))
    afterFirst(sitting, () => expect(desk.jobs.cancel(IMPORT)).toBe(true))
    const report = await handlers['import.choose']({ what: 'files' })
    expect(report).toMatchObject({ taken: [{ name: '06-tern-wire.txt' }], refused: [], left: 2 })
    expect(seen.changed).toHaveLength(1)
    expect(desk.state().project?.unfinished).toBeNull()
    expect(await handlers['job.cancel']({ job: IMPORT })).toBe(false)
  })

  it('D4 an import that was broken off is known at the next start, and goes on without taking anything twice', async () => {
    const first = sit()
    const mine = await newProject(first)
    const names = ['06-tern-wire.txt', '04-daily-ravel-rewrite.txt', '07-saldrian-tribune.md']
    first.outside.choose = () => Promise.resolve(filesIn(...names))
    afterFirst(first, () => void first.desk.close())
    expect((await first.handlers['import.choose']({ what: 'files' }))?.left).toBe(2)

    const { desk, handlers } = sit()
    await desk.start(mine)
    expect(desk.state().project?.unfinished).toBe(3)
    const report = await handlers['import.resume'](undefined)
    expect(report).toMatchObject({ known: [{ name: names[0] }], taken: [{}, {}] })
    expect(desk.project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 10 }).total).toBe(3)
    expect(desk.state().project?.unfinished).toBeNull()
    await expect(handlers['import.resume'](undefined)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('a table waits for the names of its columns, which every table with the same header is read by from then on', async () => {
    const sitting = sit()
    await newProject(sitting)
    const table = (name: string, words: string) => ({ name, bytes: new TextEncoder().encode(`a,b\nGates,${words}\n`) })
    const files = ['One', 'Two', 'Three'].map((word) => table(`${word}.csv`, `${word} gate was open.`))
    const { waiting } = await sitting.handlers['import.files']({ files: files.slice(0, 2) })
    expect(waiting).toMatchObject([
      { name: 'One.csv', needs: { what: 'columns', table: { header: ['a', 'b'], rows: [['Gates', 'One gate was open.']] } } },
      { name: 'Two.csv' },
    ])
    const tokens = waiting.map(({ token }) => token)
    const again = { tokens, columns: { text: 'b', title: 'a' } }
    const { taken } = await sitting.handlers['import.again'](again)
    expect(taken.map(({ name, title }) => [name, title])).toEqual([
      ['One.csv', 'Gates'],
      ['Two.csv', 'Gates'],
    ])
    await expect(async () => sitting.handlers['import.again'](again)).rejects.toMatchObject({ code: 'not-found' })
    const third = await sitting.handlers['import.files']({ files: files.slice(2) })
    expect(third).toMatchObject({ taken: [{ title: 'Gates' }], waiting: [] })
    expect(sitting.desk.project.openArticle(third.taken[0]?.id as never).text).toBe('Gates\n\nThree gate was open.')
  })

  it('a locked document waits for its password, which is kept nowhere; a wrong one is told', async () => {
    const sitting = sit()
    await newProject(sitting)
    const words = 'The gate was opened on Monday after the flood, said the people of the town.'
    const bytes = Uint8Array.from(pdf({ pages: [line(72, 700, words)], lock: { user: 'open gate', owner: 'other' } }))
    const { waiting } = await sitting.handlers['import.files']({ files: [{ name: 'locked.pdf', bytes }] })
    expect(waiting).toMatchObject([{ name: 'locked.pdf', needs: { what: 'password', wrong: false } }])
    const wrong = await sitting.handlers['import.again']({ tokens: waiting.map(({ token }) => token), password: 'shut gate' })
    expect(wrong.waiting).toMatchObject([{ name: 'locked.pdf', needs: { what: 'password', wrong: true } }])
    const right = await sitting.handlers['import.again']({ tokens: wrong.waiting.map(({ token }) => token), password: 'open gate' })
    expect(right).toMatchObject({ taken: [{ name: 'locked.pdf' }], waiting: [], refused: [] })
    const { file } = sitting.desk.project
    void sitting.desk.close()
    expect(readFileSync(file).includes('open gate')).toBe(false)
  })

  it('a page is cut where its markup says, and each part is read again from the original between the same cuts', async () => {
    const sitting = sit()
    await newProject(sitting)
    const { handlers, desk } = sitting
    const story = (title: string, word: string) =>
      `<article><h2>${title}</h2>${`<p>The ${word} of the town was told that nothing would be done before the winter, whatever anybody said.</p>`.repeat(8)}</article>`
    const page = `<!doctype html><title>Both</title><body>${story('Water', 'keeper')}${story('Snow', 'driver')}</body>`
    const { taken } = await handlers['import.files']({ files: [{ name: 'both.html', bytes: new TextEncoder().encode(page) }] })
    const id = taken[0]?.id as never
    const cuts = await handlers['split.propose']({ id })
    expect(cuts.map(({ title }) => title)).toEqual(['Snow'])
    const { ids } = await handlers['split.take']({ id, cuts: cuts.map(({ at: place, title }) => ({ at: place, title })) })
    const [water, snow] = ids as [(typeof ids)[number], (typeof ids)[number]]
    expect(await handlers['article.siblings']({ id: water })).toEqual([{ id: snow, title: 'Snow', part: 2 }])
    const again = () => handlers['version.read']({ id: snow, from: 'original' })
    await expect(again()).rejects.toMatchObject({ message: expect.stringContaining('There is nothing to take over') })
    const { article } = desk.project.openArticle(snow)
    await handlers.commit({ label: 'Retitle', change: [{ kind: 'article', before: article, after: { ...article, title: 'Ice' } }] })
    const version = await again()
    expect(version).toMatchObject({ changed: 0, fields: [{ field: 'title', before: 'Ice', after: 'Snow' }] })
    await handlers['version.take']({ token: version?.token ?? '', fields: ['title'], reason: '' })
    expect(desk.project.article(snow)).toMatchObject({ title: 'Snow', via: 'file', part: 2, of: 2 })
    expect(desk.project.verify().problems).toEqual([])
  })

  it('takes dropped bytes and pasted text', async () => {
    const sitting = sit()
    await newProject(sitting)
    const bytes = new Uint8Array(readFileSync(path.join(articles, '09-rechnoy-listok.txt')))
    expect((await sitting.handlers['import.files']({ files: [{ name: 'x.txt', bytes }] })).taken).toHaveLength(1)
    const pasted = await sitting.handlers['import.paste']({ text: 'Words', html: '<p>Some <b>words</b></p><script>1</script>' })
    const { text } = sitting.desk.project.openArticle(pasted.taken[0]?.id as never)
    expect(text).toBe('Some words')
  })

  it('keeps the project open while files are being imported', async () => {
    const sitting = sit()
    const mine = await newProject(sitting)
    sitting.outside.choose = () => Promise.resolve([articles])
    const running = sitting.handlers['import.choose']({ what: 'folder' })
    await Promise.resolve()
    await new Promise<void>((resolve) => setImmediate(resolve))
    await expect(sitting.desk.openSample()).rejects.toThrow(Failure)
    expect((await running)?.taken.length).toBeGreaterThan(7)
    expect(sitting.desk.state().project?.path).toBe(mine)
  })

  it('tells every window what was committed, so that what it holds stays true', async () => {
    const { desk, handlers, seen } = sit()
    await desk.start(null)
    const id = desk.project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 1 }).rows[0]?.id
    if (id === undefined) throw new Error('the sample is empty')
    const open = desk.project.openArticle(id)
    let n = 0
    const pen = { coderId: desk.project.coder().id, now: () => 1, newId: () => `new-${n++}` }
    const change = addHighlight(pen, { id, text: open.text }, [{ start: 0, end: 30 }], [])
    await handlers.commit({ label: 'Add highlight', change })
    const held = applyTo('highlight', new Map(open.highlights.map((mark) => [mark.id, mark])), seen.changed[0]?.change ?? [])
    expect([...held.keys()].toSorted()).toEqual(
      desk.project
        .openArticle(id)
        .highlights.map((mark) => mark.id)
        .toSorted(),
    )
    expect(seen.changed[0]?.history.undo).toBe('Add highlight')
  })

  it('a family made exclusive says what clashes, settles it as one act, and gives all of it back', async () => {
    const { desk, handlers } = sit()
    await desk.start(null)
    const { project } = desk
    const family = project.codebook().codes.find(({ name }) => name === 'News frame')
    const [one, two] = project.codebook().codes.filter(({ parentId }) => parentId === family?.id)
    const [id] = project.articleIds(null)
    if (family === undefined || one === undefined || two === undefined || id === undefined) throw new Error('the sample has changed')
    const before = project.openArticle(id)
    const pen = { coderId: project.coder().id, now: Date.now, newId: () => crypto.randomUUID() }
    const at = { id, text: before.text }
    project.commit('Mark', addHighlight(pen, at, [{ start: 0, end: 20 }], [one.id]))
    project.commit('Mark', addHighlight({ ...pen, now: () => Date.now() + 1 }, at, [{ start: 5, end: 15 }], [two.id]))
    const clashing = project.openArticle(id)
    const found = await handlers['codebook.clashes']({ codeId: family.id })
    expect(found.highlights).toBeGreaterThan(0)
    const { head } = project.history()
    await handlers['codebook.exclude']({ codeId: family.id })
    expect(project.history()).toMatchObject({ head: head + 1, undo: 'Make “News frame” exclusive' })
    expect(await handlers['codebook.clashes']({ codeId: family.id })).toEqual({ highlights: 0, articles: 0 })
    expect(project.verify()).toMatchObject({ ok: true })
    project.undo()
    expect(new Set(project.openArticle(id).codings)).toEqual(new Set(clashing.codings))
    expect(project.openArticle(id).highlights).toEqual(clashing.highlights)
  })

  it('exports a report where it is told to, and nothing when cancelled', async () => {
    const { desk, handlers, outside } = sit()
    await desk.start(null)
    const { rows } = desk.project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 2 })
    const request = { articleIds: rows.map(({ id }) => id) }
    expect(await handlers['report.export']({ request, format: 'html' })).toBeNull()
    for (const format of ['html', 'pdf'] as const) {
      outside.place = (_kind, suggested) => Promise.resolve(at(`report${path.extname(suggested)}`))
      expect(await handlers['report.export']({ request, format })).toBe(at(`report.${format}`))
    }
    expect(readFileSync(at('report.html'), 'utf8')).toContain('<!doctype html>')
    expect(readFileSync(at('report.pdf'), 'latin1')).toMatch(/^%PDF-/)
  })

  it('S29 a report never takes the place of the project; a failed one leaves nothing', async () => {
    const sitting = sit()
    const mine = await newProject(sitting)
    const report = await sitting.handlers['import.files']({ files: [{ name: 'a.txt', bytes: new TextEncoder().encode('Some words.') }] })
    const request = { articleIds: report.taken.map(({ id }) => id) }
    linkSync(mine, at('other name.html'))
    symlinkSync(mine, at('link.html'))
    for (const name of ['other name.html', 'link.html']) {
      sitting.outside.place = () => Promise.resolve(at(name))
      await expect(sitting.handlers['report.export']({ request, format: 'html' })).rejects.toMatchObject({ code: 'refused' })
    }
    sitting.outside.place = () => Promise.resolve(at('report.pdf'))
    sitting.outside.printPdf = () => Promise.reject(new Error('no printer'))
    const before = readdirSync(folder)
    await expect(sitting.handlers['report.export']({ request, format: 'pdf' })).rejects.toThrow('no printer')
    expect(readdirSync(folder)).toEqual(before)
    expect(sitting.desk.project.verify().ok).toBe(true)
  })

  it('a name typed without its ending gets it, but never takes the place of a file that way', async () => {
    const sitting = sit()
    const mine = await newProject(sitting)
    await expect(newProject(sitting)).rejects.toMatchObject({ code: 'refused' })
    expect(sitting.desk.state().project?.path).toBe(mine)
  })

  it('S4 only plain web addresses are asked about, and opened only when agreed to', async () => {
    const { handlers, outside } = sit()
    const asked: string[] = []
    const opened: string[] = []
    outside.browse = (url) => Promise.resolve(void opened.push(url))
    outside.agreeToOpen = (url) => Promise.resolve(asked.push(url) > 1)
    await expect(handlers['link.open']({ url: 'file:///etc/passwd' })).rejects.toMatchObject({ code: 'refused' })
    expect(await handlers['link.open']({ url: 'https://bücher.example/' })).toBe(false)
    expect(await handlers['link.open']({ url: 'https://example.org/' })).toBe(true)
    expect(asked).toEqual(['https://xn--bcher-kva.example/', 'https://example.org/'])
    expect(opened).toEqual(['https://example.org/'])
  })
})

describe('care', () => {
  it('D6 a minute after the last act the log is empty, and after closing it is gone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sitting = sit()
    const mine = await newProject(sitting)
    await sitting.handlers['project.renameCoder']({ name: 'Somebody' })
    expect(statSync(`${mine}-wal`).size).toBeGreaterThan(0)
    vi.advanceTimersByTime(59_000)
    expect(statSync(`${mine}-wal`).size).toBeGreaterThan(0)
    vi.advanceTimersByTime(1_000)
    expect(statSync(`${mine}-wal`).size).toBe(0)
    void sitting.desk.close()
    expect(existsSync(`${mine}-wal`)).toBe(false)
  })

  it('D10 a project is backed up soon after it is opened, once a day, and before many files come in', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sitting = sit()
    const mine = await newProject(sitting)
    const backups = () => (existsSync(`${mine}.backups`) ? readdirSync(`${mine}.backups`).filter((name) => name.endsWith('.parallax')) : [])
    vi.advanceTimersByTime(10_000)
    expect(backups()).toHaveLength(1)
    await sitting.handlers['project.renameCoder']({ name: 'Somebody' })
    await sitting.desk.openSample()
    sitting.desk.open(mine)
    vi.advanceTimersByTime(10_000)
    expect(backups()).toHaveLength(1)
    sitting.outside.choose = () => Promise.resolve(filesIn('06-tern-wire.txt', '07-saldrian-tribune.md'))
    await sitting.handlers['import.choose']({ what: 'files' })
    expect(backups()).toHaveLength(2)
  })
})

describe('a comparison', () => {
  it('is given up when the page leaves it, and made when it is asked for again', async () => {
    const { desk, handlers } = sit()
    await desk.openSample()
    const [a, b] = desk.project.articleIds(null)
    if (a === undefined || b === undefined) throw new Error('no pair')
    const running = handlers.compare({ a, b })
    expect(await handlers['compare.leave']({ a, b })).toBe(true)
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(await handlers['compare.leave']({ a, b })).toBe(false)
    expect(await handlers.compare({ a, b })).toHaveProperty('passages')
    expect(await handlers['compare.leave']({ a, b })).toBe(false)
  })
})
