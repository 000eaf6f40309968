// The charts of a report. Their marks lead to where the report has what they count: the quotations of a code, the first highlight in
// the list of an article, or the code in the table of codes.
import type { Lead } from '../charts/crossed.ts'
import { chartFigures } from '../charts/figures.ts'
import { partOf } from '../charts/passages.ts'
import type { CodeId } from '../ids.ts'
import { isCounted } from './build.ts'
import { placesOf } from './codes.ts'
import type { Report, ReportHighlight } from './model.ts'
import type { ReportElement } from './node.ts'

export function chartsSection(report: Report): ReportElement[] {
  return report.charts === null ? [] : chartFigures(report.charts, { lead: leadIn(report), unfolded: true })
}

function leadIn(report: Report): Lead {
  const { sections, articles, counted } = report
  const places = placesOf(report)
  const numbers = new Map(articles.map(({ article }, i) => [article.id, i]))
  /** The counted highlights of each article by their codes, in reading order. */
  const marks = articles.map(({ highlights }) => {
    const byCode = new Map<CodeId, ReportHighlight[]>()
    for (const mark of highlights.filter(isCounted(counted)))
      for (const code of mark.codes) {
        const held = byCode.get(code)
        if (held === undefined) byCode.set(code, [mark])
        else held.push(mark)
      }
    return byCode
  })
  return ({ codeIds, articleId, part, over }) => {
    const [code, other] = codeIds
    const which = articleId === undefined ? undefined : numbers.get(articleId)
    if (sections.includes('articles')) {
      if (code === undefined) return which === undefined ? null : `#article-${which + 1}`
      for (const i of which === undefined ? marks.keys() : [which]) {
        const units = articles[i]?.text.length ?? 0
        const first = marks[i]
          ?.get(code)
          ?.find(
            (mark) =>
              (part === undefined || partOf(mark.ranges[0]?.start ?? 0, units) === part) &&
              (other === undefined || over === true || mark.codes.includes(other)),
          )
        if (first !== undefined && (which !== undefined || part !== undefined || other !== undefined)) return `#highlight-${first.number}`
      }
    }
    const place = code === undefined ? undefined : places.get(code)
    if (place === undefined) return null
    return sections.includes('quotations') ? `#quotations-${place + 1}` : sections.includes('codes') ? `#code-${place + 1}` : null
  }
}
