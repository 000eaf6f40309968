import { copyFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { openProject } from '../../electron/store/project.ts'
import { Failure } from '../../shared/failure.ts'
import { alter, flipBit, placesOf } from '../helpers/damage.ts'
import { articleOf, codeIds, failureOf, importInto, mark, penOf, seeded } from '../helpers/store.ts'
import { newFile, newProject } from '../helpers/storefolder.ts'

vi.setConfig({ testTimeout: 120_000 })

const opening = 'It began, as such things do, with a rumour at the ferry landing.'
const paragraphs = [
  opening,
  ...Array.from({ length: 80 }, (_, i) => `Witness ${i} said the second report differed from the first, and gave ${i * 7} reasons.`),
]

function closedProject() {
  const project = newProject()
  const sample = articleOf('a1', paragraphs, { title: 'The ferry rumour' })
  importInto(project, sample)
  importInto(project, articleOf('a2', ['Another article, which stays sound.']))
  project.commit('Highlight', mark(penOf(), sample, 'a rumour', codeIds))
  project.close()
  return { file: project.file, sample }
}

/** What opening the damaged article says; `null` when it opens as if nothing were wrong. */
function faultOf(file: string, sample: ReturnType<typeof articleOf>): Failure | null {
  let project: ReturnType<typeof openProject> | undefined
  try {
    project = openProject(file)
    const found = project.openArticle(sample.article.id)
    expect(found.text).toBe(sample.text)
    return null
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  } finally {
    project?.close()
  }
}

test('D5 all of 300 bits flipped in a text are found when it is opened, and the article is named', () => {
  const { file, sample } = closedProject()
  // Paragraphs of the stored text, each in one piece on a page; the compressed original holds none of them.
  const places = paragraphs.flatMap((words) => placesOf(file, words).map((at) => ({ at, length: Buffer.byteLength(words) })))
  const inText = places.filter(({ length }) => length > 0)
  expect(inText.length).toBeGreaterThan(60)
  const random = seeded(5)
  let found = 0
  let named = 0
  for (let i = 0; i < 300; i++) {
    const place = inText[Math.floor(random() * inText.length)]
    if (place === undefined) throw new Error('no place')
    const copy = newFile()
    copyFileSync(file, copy)
    flipBit(copy, place.at + Math.floor(random() * place.length), Math.floor(random() * 8))
    const failure = faultOf(copy, sample)
    if (failure?.code === 'damaged') found++
    if (failure?.message.includes('“The ferry rumour” cannot be opened: its text is not what was imported') === true) named++
  }
  expect(found).toBe(300)
  // A flip that breaks the page itself is found before the article is reached.
  expect(named).toBeGreaterThan(290)
})

test('D5 blocks, highlights and originals that are not what was written are found, and other articles still open', () => {
  const hurts: readonly (readonly [string, RegExp])[] = [
    [
      `DROP TRIGGER text_never_changes; UPDATE text SET blocks = replace(blocks, '"paragraph"', '"quote"') WHERE units > 100`,
      /its paragraphs are not what was imported/,
    ],
    [`DROP TRIGGER text_never_changes; UPDATE text SET text = text || '.' WHERE units > 100`, /its text is not what was imported/],
    [`UPDATE highlight SET quote = 'a rumor'`, /a highlight does not fit: its quote/],
    [`UPDATE highlight SET ranges = '[{"start":1,"end":2}]'`, /a highlight does not fit/],
    [`UPDATE highlight SET ranges = '[{"start":1'`, /One highlight in this project is not what was written/],
    [`UPDATE coding SET id = id || ' no id'`, /One coding in this project is not what was written/],
  ]
  for (const [sql, reason] of hurts) {
    const { file, sample } = closedProject()
    // The trigger is put back as it was: what is tried is the check at opening, not the trigger.
    alter(
      file,
      `${sql}; CREATE TRIGGER IF NOT EXISTS text_never_changes BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'a text never changes'); END`,
    )
    const project = openProject(file)
    const failure = failureOf(() => project.openArticle(sample.article.id))
    expect([failure.code, failure.message]).toEqual(['damaged', expect.stringMatching(reason)])
    expect(project.openArticle(articleOf('a2', []).article.id).highlights).toEqual([])
    const { ok, problems } = project.verify()
    expect([ok, problems.length > 0]).toEqual([false, true])
    project.close()
  }
})

test('D5 nothing can change a text or an original inside the file', () => {
  const { file } = closedProject()
  for (const sql of [`UPDATE text SET text = 'x'`, `UPDATE original SET deflated = x'00'`]) {
    expect(() => alter(file, sql)).toThrow(/never changes/)
  }
})

test('verify names every kind of damage', () => {
  const hurts: readonly (readonly [string, RegExp])[] = [
    [`DROP TRIGGER original_never_changes; UPDATE original SET deflated = x'00'`, /original .* is not what was imported/],
    [`UPDATE tally SET codings = 7`, /the count of code code-cause is wrong/],
    [`UPDATE shelf SET highlights = 9`, /is listed wrongly/],
    [`DELETE FROM shelf WHERE row = 1`, /“The ferry rumour” is listed wrongly/],
    [`DELETE FROM search WHERE rowid = 1`, /“The ferry rumour” cannot be searched/],
    [`PRAGMA foreign_keys = OFF; DELETE FROM highlight`, /one coding refers to a record that is not there/],
    [`UPDATE journal_change SET change = '[]'`, /journal/],
    [`UPDATE article SET repairs = 'x'`, /one article is not what was written/],
  ]
  for (const [sql, reason] of hurts) {
    const { file } = closedProject()
    alter(
      file,
      `${sql}; CREATE TRIGGER IF NOT EXISTS original_never_changes BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'an original never changes'); END`,
    )
    const project = openProject(file)
    expect(project.verify()).toMatchObject({ ok: false, problems: expect.arrayContaining([expect.stringMatching(reason)]) })
    project.close()
  }
})
