// A project of many long articles with many highlights, the same in every run.
import { createProject, type OpenOptions, type ProjectFile } from '../../electron/store/project.ts'
import { addHighlight } from '../../shared/commands.ts'
import { highlightsOf, articleOf as textOf } from '../bench/texts.ts'
import { articleOf, codeIds, importInto, penOf, start } from './store.ts'

type Size = Readonly<{ articles: number; marks: number; words: number }>

/** `marks`: highlights of each article; half have two codes, some notes and some two ranges. */
export function projectOfMany(file: string, { articles, marks, words }: Size, options: OpenOptions = {}): ProjectFile {
  const project = createProject(file, start, options)
  const pen = penOf('m')
  for (let n = 0; n < articles; n++) {
    const { text, blocks } = textOf(words, n + 1)
    const sample = articleOf(
      `many-${n}`,
      blocks.map(({ start: from, end }) => text.slice(from, end)),
      { title: `Article ${n + 1}` },
    )
    importInto(project, sample)
    const change = highlightsOf(sample.text, marks, n + 1).flatMap(({ ranges }, i) =>
      addHighlight(
        pen,
        { id: sample.article.id, text: sample.text },
        ranges,
        codeIds.filter((_, c) => c === i % 3 || (i % 2 === 0 && c === (i + 1) % 3)),
        i % 7 === 0 ? `Note ${i} on what is said here.` : '',
      ),
    )
    project.commit(`Mark article ${n + 1}`, change)
  }
  return project
}
