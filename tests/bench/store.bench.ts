// The project file: acts, journal, library, counts and search in a project of 10,000 articles and 100,000 highlights
// (`PARALLAX_BENCH=full`: 100,000 and 1,000,000). Floor of an act: one page appended to a file of the same disk, with fdatasync.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Contents } from '../../electron/store/contents.ts'
import { createProject, openProject } from '../../electron/store/project.ts'
import type { Step } from '../../shared/change.ts'
import { addHighlight } from '../../shared/commands.ts'
import { codeIds, articleOf as importOf, penOf, type Sample, start } from '../helpers/store.ts'
import { figure, limit, median, ms, ratio, time } from './figures.ts'
import { seeded, sentence } from './texts.ts'

const full = process.env.PARALLAX_BENCH === 'full'
const ARTICLES = full ? 100_000 : 10_000
const PER_ARTICLE = 10
const ACTS = 100_000
const BATCH = 200
const RUNS = 200
const PAGE = 4_096

const folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-bench-'))
try {
  const random = seeded(3)
  const pen = penOf('bench')
  const file = path.join(folder, 'large.parallax')
  const samples: Sample[] = []

  const filling = performance.now()
  const project = createProject(file, start)
  for (let from = 0; from < ARTICLES; from += BATCH) {
    const steps: Step[] = []
    const contents = { texts: [] as Contents['texts'][number][], originals: [] as Contents['originals'][number][] }
    for (let i = from; i < from + BATCH; i++) {
      const paragraphs = Array.from({ length: 4 }, () => sentence(random, 30))
      const sample = importOf(`article-${i}`, paragraphs, { title: sentence(random, 7), outlet: `Outlet ${i % 40}` })
      contents.texts.push(...sample.contents.texts)
      contents.originals.push(...sample.contents.originals)
      steps.push(...sample.change)
      for (let n = 0; n < PER_ARTICLE; n++) {
        const at = Math.floor(random() * (sample.text.length - 60))
        const codes = codeIds.filter((_, code) => code <= n % codeIds.length)
        steps.push(...addHighlight(pen, { id: sample.article.id, text: sample.text }, [{ start: at, end: at + 50 }], codes))
      }
      if (samples.length < RUNS + 1) samples.push(sample)
    }
    project.commit('Import articles', steps, contents)
  }
  project.close()
  // The acts of a long project, without the hours that an analyst takes for them.
  const raw = new Database(file)
  raw
    .prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO journal (kind, label, coderId, at, state)
       SELECT 'act', CASE i % 4 WHEN 0 THEN 'Recode highlight' WHEN 1 THEN 'Write note' ELSE 'Add highlight' END, ?, ?, 'done' FROM n`,
    )
    .run(ACTS, start.coder.id, pen.now())
  raw.exec("INSERT INTO journal_change (seq, change) SELECT seq, '[]' FROM journal WHERE seq NOT IN (SELECT seq FROM journal_change)")
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.close()
  const megabytes = Math.round(statSync(file).size / 2 ** 20)
  const seconds = ((performance.now() - filling) / 1000).toFixed(0)
  figure(
    `filled: ${ARTICLES.toLocaleString('en')} articles, ${(ARTICLES * PER_ARTICLE).toLocaleString('en')} highlights`,
    `${megabytes} MB in ${seconds} s`,
  )

  const empty = path.join(folder, 'empty.parallax')
  createProject(empty, start).close()
  const opening = (each: string) => time(9, () => openProject(each).close())
  opening(file)
  const [large, small] = [opening(file), opening(empty)]
  figure('opening it; an empty project', `${ms(large)}; ${ms(small)}`)
  ratio('opening it against an empty project', large / small, { most: 1.5 })

  const held = openProject(file)
  const pages = openSync(path.join(folder, 'floor'), 'a')
  const bytes = Buffer.alloc(PAGE, 1)
  const acts: number[] = []
  const floor: number[] = []
  // Turn by turn, so that whatever else the disk does falls on both.
  for (let run = 0; run < RUNS; run++) {
    const { article, text } = samples[run] as Sample
    const change = addHighlight(pen, { id: article.id, text }, [{ start: 0, end: 40 }], codeIds.slice(0, 1))
    let from = performance.now()
    held.commit('Add highlight', change)
    acts.push(performance.now() - from)
    from = performance.now()
    writeSync(pages, bytes)
    fdatasyncSync(pages)
    floor.push(performance.now() - from)
  }
  closeSync(pages)
  figure('one act committed; one page appended with fdatasync', `${ms(median(acts))}; ${ms(median(floor))}`)
  figure('one act, 95th percentile (D3: at most 20 ms)', ms(acts.toSorted((a, b) => a - b)[Math.floor(acts.length * 0.95)] ?? 0))
  ratio('one act against one page', median(acts) / median(floor), { most: 1.5 })
  figure('undo of one act', ms(time(50, () => held.undo())))

  // As find-and-code does it: one change over 100 articles.
  const many = samples
    .slice(0, 100)
    .flatMap(({ article, text }) =>
      Array.from({ length: 50 }, (_, i) =>
        addHighlight(pen, { id: article.id, text }, [{ start: 8 * i, end: 8 * i + 7 }], codeIds.slice(0, 1)),
      ),
    )
    .flat()
  limit(
    '5,000 occurrences coded as one commit',
    time(3, () => {
      held.commit('Code 5,000 occurrences', many)
      held.undo()
    }),
    2_000,
  )

  const journal = (query: string) => time(15, () => held.journal({ query, record: null, limit: 100 }))
  figure(`journal of ${(ACTS + RUNS).toLocaleString('en')} acts: the newest 100`, ms(journal('')))
  figure('journal: a frequent word', ms(journal('recode')))
  figure('journal: a word that is nowhere', ms(journal('nowhere')))

  const library = (filter: string, offset = 0) =>
    time(9, () => held.library({ filter, sort: 'date', descending: true, offset, limit: 200 }))
  figure('library: first 200 rows', ms(library('')))
  figure('library: rows in the middle', ms(library('', ARTICLES / 2)))
  figure('library: filtered by outlet', ms(library('outlet 17')))
  const ids = samples.slice(0, 2).map(({ article }) => article.id)
  limit(
    'counts of every code, in the project and two articles',
    time(15, () => held.counts(ids, 'all')),
    50,
  )
  limit(
    'counts of what is the source’s own words',
    time(15, () => held.counts(ids, 'own')),
    50,
  )
  figure('search: a frequent word', ms(time(9, () => held.search({ query: 'ba', limit: 50 }))))
  figure('search: two words', ms(time(9, () => held.search({ query: 'code gu', limit: 50 }))))
  figure('opening one article', ms(time(RUNS, (run) => held.openArticle((samples[run] as Sample).article.id))))
  if (full) limit('memory, in MB (shown as ms)', process.memoryUsage().rss / 2 ** 20, 300)
  held.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
