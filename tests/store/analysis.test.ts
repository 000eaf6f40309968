// Analysing the articles of a real project file in a thread of its own.
import { describe, expect, it } from 'vitest'
import { Analysing, overviewOf } from '../../electron/analysing.ts'
import { Overview } from '../../shared/collection/model.ts'
import { ANALYSIS, type Progress } from '../../shared/job.ts'
import { markZone } from '../../shared/zones.ts'
import { jobsHere } from '../helpers/jobs.ts'
import { articleOf, importInto, penOf, seeded } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'
import { tellings } from '../helpers/stories.ts'

const random = seeded(3)
const paragraph = () => Array.from({ length: 60 }, () => `u${Math.floor(random() * 4_000).toString(36)}`).join(' ')
const wire = Array.from({ length: 5 }, paragraph)

function library() {
  const project = newProject()
  for (const [i, { story, date, text }] of tellings.entries())
    importInto(project, articleOf(`t${i}`, [text], { date, outlet: `Paper ${i}`, collection: story === 'comet' ? 'Sky' : 'Land' }))
  importInto(project, articleOf('wire', wire, { date: '2024-01-01', outlet: 'Wire', collection: 'Land' }))
  importInto(project, articleOf('copy', [paragraph(), ...wire], { date: '2024-01-02', outlet: 'Paper', collection: 'Land' }))
  return project
}
/** An analysis of a project, or of one of its collections. */
const analyse = (file: string, name: string | null = null, jobs = jobsHere()) => new Analysing(jobs).analyse({ file }, name)

describe('an analysis in its thread', { timeout: 60_000 }, () => {
  it('reads the project beside the app, tells how far it is and gives what the page is told', async () => {
    const project = library()
    const heard: Progress[] = []
    const jobs = jobsHere((progress) => heard.push(progress))
    const analysed = await analyse(project.file, null, jobs)
    const overview = Overview.parse(overviewOf(analysed))
    expect(heard[0]).toEqual({
      job: ANALYSIS,
      name: 'Analysis',
      label: 'Reading articles',
      done: 0,
      total: tellings.length + 2,
      cancellable: true,
    })
    expect(heard.at(-1)).toMatchObject({ job: ANALYSIS, done: 1, total: 1, cancellable: false })
    expect(overview.articles.length).toBe(tellings.length + 2)
    expect(overview.reprints).toMatchObject([{ firstId: 'wire', copyId: 'copy', order: 'date' }])
    expect(overview.reprints[0]?.kept).toBeCloseTo(1)
    expect(overview.stories.length).toBe(new Set(tellings.map(({ story }) => story)).size)
    expect(analysed.analysis.reprints[0]?.passages.length).toBeGreaterThan(0)
  })

  it('of a collection only its own articles count', async () => {
    const project = library()
    const { articles, analysis } = await analyse(project.file, 'Sky')
    expect(articles.map(({ id }) => id)).toEqual(['t13', 't14'])
    expect(analysis.stories.map(({ articleIds }) => articleIds)).toEqual([['t13', 't14']])
    expect(analysis.reprints).toEqual([])
  })

  it('is kept until something that it was made of changes', async () => {
    const project = library()
    const analysing = new Analysing(jobsHere())
    const first = await analysing.analyse(project, null)
    const copy = project.openArticle(articleOf('copy', []).article.id)
    project.commit('Link', [
      { kind: 'article', before: copy.article, after: { ...copy.article, memo: 'seen', reprintOf: first.articles[0]?.id ?? null } },
    ])
    const again = await analysing.analyse(project, null)
    expect(again.analysis).toBe(first.analysis)
    expect(again.articles.find(({ id }) => id === 'copy')?.memo).toBe('seen')
    const now = project.openArticle(copy.article.id)
    project.commit('Zone', markZone(penOf('z').newId, now, { start: 0, end: 50 }, 'boilerplate'))
    expect((await analysing.analyse(project, null)).analysis).not.toBe(first.analysis)
  })

  it('a new one ends the one that runs, and so does cancel: nothing of it is left', async () => {
    const project = library()
    const jobs = jobsHere()
    const analysing = new Analysing(jobs)
    const first = analysing.analyse(project, null)
    const second = analysing.analyse(project, 'Sky')
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect((await second).articles.length).toBe(2)
    const third = analysing.analyse(project, null)
    expect(jobs.cancel(ANALYSIS)).toBe(true)
    await expect(third).rejects.toMatchObject({ code: 'cancelled' })
    expect(jobs.cancel(ANALYSIS)).toBe(false)
    expect((await analysing.analyse(project, null)).articles.length).toBe(tellings.length + 2)
  })

  it('says why where the project cannot be read', async () => {
    await expect(analyse('/nowhere/none.parallax')).rejects.toMatchObject({ code: 'refused' })
  })

  it('finds a text that more papers printed than words everybody uses, and who was first', async () => {
    const project = newProject()
    for (let i = 0; i < 60; i++)
      importInto(
        project,
        articleOf(`p${i}`, i === 40 ? wire : [paragraph(), ...wire], { date: i === 40 ? '2024-01-01' : '2024-01-03', outlet: '' }),
      )
    const { analysis } = await analyse(project.file)
    expect(analysis.reprints.length).toBe(59)
    expect(new Set(analysis.reprints.map(({ firstId }) => firstId))).toEqual(new Set(['p40']))
    expect(analysis.stories.map(({ articleIds }) => articleIds.length)).toEqual([60])

    // In a collection without the wire it is the earliest of its own articles that was first.
    for (let i = 0; i < 20; i++) {
      const { article } = project.openArticle(articleOf(`p${i}`, []).article.id)
      project.commit('Sort', [
        { kind: 'article', before: article, after: { ...article, collection: 'Late', date: i === 7 ? '2024-01-02' : '2024-01-03' } },
      ])
    }
    const late = await analyse(project.file, 'Late')
    expect(new Set(late.analysis.reprints.map(({ firstId }) => firstId))).toEqual(new Set(['p7']))
    expect(late.analysis.reprints.length).toBe(19)
  })
})
