// Charts of a project file: counted without reading the texts, and the same as those of a report of the same articles.
import { describe, expect, it } from 'vitest'
import { chartHandlers } from '../../electron/charthandlers.ts'
import { chartsIn, passagesOf } from '../../electron/charting.ts'
import { Passages as Compared } from '../../electron/passages.ts'
import { reportOf } from '../../electron/reporting.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import { chartsOf } from '../../shared/charts/charted.ts'
import type { CodeId } from '../../shared/ids.ts'
import { COUNTED, markZone } from '../../shared/zones.ts'
import { jobsHere } from '../helpers/jobs.ts'
import { articleOf, codeIds, importInto, mark, penOf, seeded } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const [cause, blame] = codeIds as [CodeId, CodeId]
const words = Array.from({ length: 60 }, (_, i) => `w${i}`)

/** Some articles with overlapping highlights, one of them with its end left out of its own words. */
function project(articles = 4): ProjectFile {
  const file = newProject()
  const pen = penOf('m')
  const random = seeded(5)
  for (let a = 0; a < articles; a++) {
    const sample = articleOf(`t${a}`, [words.map((word) => `${word}a${a}`).join(' '), 'Read more on our pages.'], {
      outlet: `Paper ${a % 3}`,
      date: a === 0 ? '' : `2025-03-0${(a % 8) + 1}`,
      collection: a % 2 === 0 ? 'Even' : 'Odd',
    })
    importInto(file, sample)
    for (let i = 0; i < 8; i++) {
      const from = Math.floor(random() * 50)
      const phrase = words
        .slice(from, from + 2 + (i % 4))
        .map((word) => `${word}a${a}`)
        .join(' ')
      file.commit('Mark', mark(pen, sample, phrase, i % 3 === 0 ? [cause, blame] : [i % 2 === 0 ? cause : blame]))
    }
    file.commit('Mark', mark(pen, sample, 'our pages', [blame]))
    const open = file.openArticle(sample.article.id)
    const at = sample.text.indexOf('Read more')
    if (a < 2) file.commit('Zone', markZone(pen.newId, open, { start: at, end: sample.text.length }, 'boilerplate'))
  }
  return file
}
const unheard = () => {}

describe('charts of a project', () => {
  it.each(['own', 'all'] as const)('are those of its articles as they are open, counting %s words', async (counted) => {
    const file = project()
    file.settings.put(COUNTED, counted)
    const articles = file.articleIds(null).map((id) => file.openArticle(id))
    const about = { counted, articles, ...file.codebook(), entities: [] }
    const expected = chartsOf(
      about,
      articles.map(({ highlights }) => highlights),
    )
    expect(await chartsIn(file, null, unheard)).toEqual(expected)
    expect(expected.highlights).toBe(counted === 'own' ? 34 : 36)
  })

  it('are those of a report of these articles', async () => {
    const file = project(3)
    const making = { compared: new Compared(), corpus: 'corpus', version: '', madeAt: 0 }
    const report = await reportOf(file, { articleIds: file.articleIds(null), sections: ['charts'] }, making)
    expect(report.charts).toEqual(await chartsIn(file, null, unheard))
  })

  it('are of one collection where one is named', async () => {
    const file = project()
    const odd = await chartsIn(file, 'Odd', unheard)
    expect(odd.articles).toBe(2)
    expect(odd.sources.map(({ name }) => name)).toEqual(['Paper 1', 'Paper 0'])
  })

  it('lead to as many passages as they count, and these can be opened', async () => {
    const file = project()
    const charts = await chartsIn(file, null, unheard)
    for (const { id, counts } of charts.codes)
      for (const [i, { articleId }] of charts.sources.entries()) {
        const found = await passagesOf(file, null, { codeIds: [id], ...(articleId === null ? {} : { articleId }) }, unheard)
        expect(found.length).toBe(counts[i])
        expect(file.highlights(found).map(({ highlight }) => highlight.articleId)).toEqual(found.map(() => articleId))
      }
  })

  it('are counted in a thread where the articles are many, and come out the same', { timeout: 60_000 }, async () => {
    const file = newProject()
    for (let a = 0; a < 202; a++)
      importInto(file, articleOf(`t${a}`, [`${words.slice(0, 5).join(' ')} ${a}`], { outlet: `Paper ${a % 20}` }))
    const sample = articleOf('t7', [`${words.slice(0, 5).join(' ')} 7`])
    file.commit('Mark', mark(penOf('m'), sample, 'w1 w2', [cause]))
    const jobs = jobsHere()
    const handlers = chartHandlers({ project: file, jobs })
    expect(await handlers['charts.make']({ collection: null })).toEqual(await chartsIn(file, null, unheard))
    const { total, placed } = await handlers['charts.passages']({ collection: null, passages: { codeIds: [cause] } })
    expect([total, placed.map(({ highlight }) => highlight.quote)]).toEqual([1, ['w1 w2']])
    await jobs.close()
  })
})
