// What a project teaches and remembers of suggestions, in real project files.
import { expect, it } from 'vitest'
import { openProject } from '../../electron/store/project.ts'
import { learntWords } from '../../electron/suggesting.ts'
import { addHighlight } from '../../shared/commands.ts'
import { CodeId } from '../../shared/ids.ts'
import { rejectSuggestion } from '../../shared/sourcing/deciding.ts'
import type { Suggestion } from '../../shared/sourcing/suggestion.ts'
import { articleOf, codeIds, importInto, penOf } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const pen = penOf('made')
const suggestion: Suggestion = { rule: 'hedge.list', ranges: [{ start: 0, end: 4 }], cue: null, source: null, evidence: '' }

/** A project with an article, two of whose three “thugs” are coded as loaded. */
function coded() {
  const project = newProject()
  const [first] = project.codebook().codes
  if (first === undefined) throw new Error('no code')
  const loaded = { ...first, id: CodeId.parse('loaded'), key: 'BI.WC.LOAD', name: 'Loaded term', position: 9 }
  project.commit('Add code', [{ kind: 'code', before: null, after: loaded }])
  const made = articleOf('a1', ['Thugs came. The thugs left, and thugs they stay.', 'Water and water and more water in the river.'])
  importInto(project, made)
  const { article, text } = project.openArticle(made.article.id)
  const mark = (start: number, end: number, code = loaded.id) =>
    project.commit('Add highlight', addHighlight(pen, { id: article.id, text }, [{ start, end }], [code]))
  mark(0, 5)
  mark(16, 21)
  const first50 = text.indexOf('Water')
  mark(first50, text.length)
  mark(first50, first50 + 5, codeIds[0])
  return { project, article, text }
}

it('words are learnt from short highlights with codes of word choice, and with no others', async () => {
  const { project } = coded()
  expect(await learntWords(project)).toEqual([{ word: 'thugs', coded: 2, all: 3 }])
})

it('what is undone is not learnt from', async () => {
  const { project } = coded()
  project.undo()
  project.undo()
  project.undo()
  expect(await learntWords(project)).toEqual([])
})

it('a rejected suggestion is remembered after the project is closed, counted, and comes back by undo', () => {
  const { project, article, text } = coded()
  const open = project.openArticle(article.id)
  project.commit('Reject suggestion', rejectSuggestion(pen, open, suggestion))
  const made = addHighlight(pen, { id: article.id, text }, [{ start: 6, end: 10 }], [])
  project.commit(
    'Accept suggestion',
    made.map((step) =>
      step.kind === 'highlight' && step.after !== null
        ? { ...step, after: { ...step.after, origin: 'suggested' as const, rule: 'hedge.list' } }
        : step,
    ),
  )
  const { file } = project
  project.close()
  const again = openProject(file)
  expect(again.dismissalsOf(article.id)).toMatchObject([{ rule: 'hedge.list', range: { start: 0, end: 4 }, text: text.slice(0, 4) }])
  expect(again.decided()).toEqual([{ rule: 'hedge.list', accepted: 1, rejected: 1 }])
  again.undo()
  again.undo()
  expect(again.dismissalsOf(article.id)).toEqual([])
  expect(again.decided()).toEqual([])
  again.close()
})
