// How the articles were coded, and what was found code by code.
import type { CodeId } from '../ids.ts'
import { codeLabels, placesOf } from './codes.ts'
import { placeOf } from './evidence.ts'
import type { Report } from './model.ts'
import { element as e, type ReportElement } from './node.ts'
import { languageOf, letterOf, plural, rangesOf } from './wording.ts'

/** Who coded, by which codebooks, and what counts. */
export function methodSection({ articles, codebooks, coders, counted }: Report): ReportElement[] {
  const highlights = articles.reduce((sum, article) => sum + article.highlights.length, 0)
  const what = `${plural(articles.length, 'article')} with ${plural(highlights, 'highlight')}`
  const who = coders.length === 0 ? '' : ` of ${plural(coders.length, 'coder')}: ${coders.join(', ')}`
  return [
    e('p', {}, `The report is made of ${what}${who}.`),
    e(
      'p',
      {},
      counted === 'own' ? 'Its figures count title and body of each article.' : 'Its figures count everything on the page of each article.',
    ),
    ...codebooks.flatMap(({ name, description, citation }) => [
      e('h3', { dir: 'auto' }, name),
      ...[description, citation].filter((words) => words !== '').map((words) => e('p', { class: 'prose', dir: 'auto' }, words)),
    ]),
  ]
}

/** Every quotation again, code by code in the order of the codebooks, as evidence that can be followed to the text. */
export function quotationsSection(report: Report): ReportElement[] {
  const places = placesOf(report)
  const having = (code: CodeId) =>
    report.articles.flatMap(({ article, highlights }, i) =>
      highlights.filter(({ codes }) => codes.includes(code)).map((mark) => ({ article, mark, letter: letterOf(i) })),
    )
  if (report.codes.length === 0) return [e('p', { class: 'none' }, 'No highlight carries a code.')]
  return report.codes.flatMap(({ id }) => [
    e('h3', {}, codeLabels(report, places, [id])),
    e(
      'ul',
      { class: 'quotations' },
      having(id).map(({ article, mark, letter }) =>
        e(
          'li',
          {},
          e('blockquote', { ...languageOf(article.language), 'data-place': placeOf(article.id, mark.ranges) }, mark.quote),
          e(
            'p',
            { class: 'evidence' },
            report.sections.includes('articles')
              ? e('a', { href: `#highlight-${mark.number}` }, `Highlight ${mark.number}`)
              : `Highlight ${mark.number}`,
            `${report.articles.length > 1 ? ` · Article ${letter}` : ''} · UTF-16 ${rangesOf(mark.ranges)}`,
          ),
        ),
      ),
    ),
  ])
}
