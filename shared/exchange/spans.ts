// Spans for tools that gather labels: JSON lines as doccano reads them, and tasks for Label Studio. Offsets count Unicode code
// points in both.

import type { TextFiles } from './brat.ts'
import { codedArticles, codeLabels, codesById, lostBeside, spansOf } from './coded.ts'
import type { ProjectContents } from './contents.ts'
import type { Loss } from './loss.ts'
import { Ruler } from './positions.ts'
import { attribute } from './xml.ts'

/** One article a line, as projects with relations read it (`entities`) and those without (`label`); the rest is kept as metadata. */
export function doccanoOf(contents: ProjectContents): string {
  const codes = codesById(contents)
  const labels = codeLabels(codes.values())
  let number = 0
  return codedArticles(contents)
    .map((each, i) => {
      const { article, text, links } = each
      const ruler = new Ruler(text, 'code point')
      const firstOf = new Map<string, number>()
      const entities = spansOf(each, codes).flatMap(({ range: { start, end }, mark, code }) => {
        if (code === null) return []
        number++
        if (!firstOf.has(mark.highlight.id)) firstOf.set(mark.highlight.id, number)
        return { id: number, label: labels.get(code.id), start_offset: ruler.measure(start), end_offset: ruler.measure(end) }
      })
      const relations = links.flatMap(({ type, fromId, toId }, n) => {
        const [from_id, to_id] = [firstOf.get(fromId), firstOf.get(toId)]
        return from_id === undefined || to_id === undefined ? [] : { id: n, from_id, to_id, type }
      })
      const { title, source, outlet, author, date, url } = article
      const about = { article: article.id, title: title || source, outlet, author, date, url, offset_unit: 'Unicode code points' }
      const label = entities.map((each) => [each.start_offset, each.end_offset, each.label])
      return `${JSON.stringify({ id: i + 1, text, label, entities, relations, ...about })}\n`
    })
    .join('')
}

export const lostInDoccano = (contents: ProjectContents): Loss[] => {
  const coded = new Set(contents.records.coding.map(({ highlightId }) => highlightId))
  const loose = contents.records.link.filter(({ fromId, toId }) => !coded.has(fromId) || !coded.has(toId))
  return lostBeside(
    contents,
    { links: true, texts: true },
    {
      'Links of highlights without a code are left out.': loose.map(({ id }) => id),
    },
  )
}

/** A task for each article, with one set of annotations for each coder, and the labels to set up the project with. */
export function labelStudioOf(contents: ProjectContents): TextFiles {
  const codes = codesById(contents)
  const labels = codeLabels(codes.values())
  const coderOf = new Map(contents.records.coder.map(({ id, name }) => [id, name]))
  const tasks = codedArticles(contents).map(({ article, text, marks, links }) => {
    const ruler = new Ruler(text, 'code point')
    const annotations = [...new Set(marks.map(({ highlight }) => highlight.coderId))].map((coderId) => {
      const own = marks.filter(({ highlight, codings }) => highlight.coderId === coderId && codings.length > 0)
      const idOf = new Map(own.map(({ highlight: { id } }) => [id, id]))
      const regions = own.flatMap(({ highlight: { id, ranges, note }, codings }) =>
        ranges.map(({ start, end }, piece) => ({
          id: piece === 0 ? id : `${id}.${piece}`,
          from_name: 'label',
          to_name: 'text',
          type: 'labels',
          value: {
            start: ruler.measure(start),
            end: ruler.measure(end),
            text: text.slice(start, end),
            labels: codings.map(({ codeId }) => labels.get(codeId)),
          },
          ...(note === '' || piece > 0 ? {} : { meta: { text: [note] } }),
        })),
      )
      const relations = links.flatMap(({ type, fromId, toId }) =>
        idOf.has(fromId) && idOf.has(toId) ? { from_id: fromId, to_id: toId, type: 'relation', direction: 'right', labels: [type] } : [],
      )
      return { coder: coderOf.get(coderId), result: [...regions, ...relations] }
    })
    const { title, source, outlet, author, date, url } = article
    const about = { title: title || source, outlet, author, date, url, offset_unit: 'Unicode code points' }
    return { data: { text, article: article.id, ...about }, annotations }
  })
  const label = ({ id, color }: Readonly<{ id: string; color: string }>) =>
    `    <Label value="${attribute(labels.get(id) ?? '')}" background="${color}"/>\n`
  const relation = [...new Set(contents.records.link.map(({ type }) => type))]
    .sort()
    .map((type) => `    <Relation value="${attribute(type)}"/>\n`)
  return {
    'tasks.json': `[\n${tasks.map((task) => JSON.stringify(task)).join(',\n')}\n]\n`,
    'labels.xml': `<View>\n  <Labels name="label" toName="text">\n${[...codes.values()].map(label).join('')}  </Labels>\n  <Relations>\n${relation.join('')}  </Relations>\n  <Text name="text" value="$text"/>\n</View>\n`,
  }
}

export const lostInLabelStudio = (contents: ProjectContents): Loss[] => {
  const { highlight, coding, link } = contents.records
  const coded = new Set(coding.map(({ highlightId }) => highlightId))
  const coderOf = new Map(highlight.map(({ id, coderId }) => [id, coderId]))
  return lostBeside(
    contents,
    { notes: true, links: true, coders: true, texts: true },
    {
      'When a highlight was made is left out.': highlight.map(({ id }) => id),
      'Links of highlights without a code, or of two coders, are left out.': link
        .filter(({ fromId, toId }) => !coded.has(fromId) || !coded.has(toId) || coderOf.get(fromId) !== coderOf.get(toId))
        .map(({ id }) => id),
    },
  )
}
