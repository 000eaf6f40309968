// How the articles were coded, and what was found code by code.
import { MIN_EDITED, MIN_SCORE, MIN_VERBATIM } from '../alignment.ts'
import { CUT_OFF } from '../passage.ts'
import { type RuleId, rules } from '../sourcing/suggestion.ts'
import { codeLabels, placesOf } from './codes.ts'
import { factsOf, noteOf, quoted } from './highlights.ts'
import type { Report, ReportArticle, ReportCodebook, ReportHighlight } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { count, languageOf, letterOf, plural, rangesOf } from './wording.ts'

/** Who coded, by which codebooks and with whose help, what counts and from when on words are taken to be shared. */
export function methodSection(report: Report): ReportElement[] {
  const { articles, codebooks, coders, counted, pairs, sections, version } = report
  const marks = articles.flatMap(({ highlights }) => highlights)
  // What a passage is stands where the report says how it is checked; here only where it does not say that.
  const rule = sections.includes('check')
    ? ''
    : `Passages are ${MIN_VERBATIM} or more words in a row that both articles have, or ${MIN_EDITED} or more words in common that make up ${Math.round(100 * MIN_SCORE)} % or more of the longer side. `
  const who = coders.map(({ name, highlights }) => `${name} (${count(highlights)})`).join(', ')
  return [
    e(
      'p',
      {},
      `The report is made of ${plural(articles.length, 'article')} with ${plural(marks.length, 'highlight')}, by Parallax ${version}.`,
    ),
    ...(who === '' ? [] : [e('p', { dir: 'auto' }, `${plural(coders.length, 'coder')}, with the number of highlights: ${who}.`)]),
    ...originsOf(marks),
    e(
      'p',
      {},
      counted === 'own' ? 'Its figures count title and body of each article.' : 'Its figures count everything on the page of each article.',
    ),
    ...(pairs.length === 0
      ? []
      : [e('p', {}, `${rule}Two sentences are taken for one statement from a likeness of ${CUT_OFF} on, on a scale from 0 to 1.`)]),
    ...codebooks.flatMap(codebookTable),
  ]
}

/** Where highlights come from that nobody marked by hand. */
function originsOf(marks: readonly ReportHighlight[]): ReportElement[] {
  const [suggested, imported] = (['suggested', 'imported'] as const).map((origin) => marks.filter((mark) => mark.origin === origin))
  const byRule = new Map<string, number>()
  for (const { rule } of suggested ?? []) byRule.set(rule, (byRule.get(rule) ?? 0) + 1)
  const told = [...byRule].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const isRule = (rule: string): rule is RuleId => Object.hasOwn(rules, rule)
  return [
    ...(told.length === 0
      ? []
      : [
          e('p', {}, `${plural(suggested?.length ?? 0, 'highlight')} accepted from suggestions that are made by rule:`),
          e(
            'ul',
            { class: 'rules' },
            told.map(([rule, n]) => e('li', {}, `${isRule(rule) ? rules[rule].says : rule || 'Rule not kept'}: ${count(n)}`)),
          ),
        ]),
    ...(imported === undefined || imported.length === 0
      ? []
      : [e('p', {}, `${plural(imported.length, 'highlight')} came in from other files.`)]),
  ]
}

function codebookTable({ name, description, citation, size, codes }: ReportCodebook, place: number): ReportElement[] {
  const says = (what: string, words: string) =>
    words === '' ? null : e('p', { class: 'prose', dir: 'auto' }, e('span', { class: 'fact' }, `${what}: `), words)
  return [
    e('h3', { id: `codebook-${place + 1}`, dir: 'auto' }, name),
    ...[description, citation].filter((words) => words !== '').map((words) => e('p', { class: 'prose', dir: 'auto' }, words)),
    e(
      'table',
      { class: 'codebook' },
      e('caption', {}, `Codes that are used, with those above them: ${count(codes.length)} of ${count(size)}`),
      e(
        'thead',
        {},
        e(
          'tr',
          {},
          ['Code', 'Definition'].map((head) => e('th', { scope: 'col' }, head)),
        ),
      ),
      e(
        'tbody',
        {},
        codes.map(({ key, name: called, path, definition, whenToUse, whenNot, example }) =>
          e(
            'tr',
            {},
            e(
              'th',
              { scope: 'row' },
              path.length === 0 ? null : e('span', { class: 'path', dir: 'auto' }, path.join(' › ')),
              e('span', { dir: 'auto' }, called),
              e('span', { class: 'key' }, key),
            ),
            e(
              'td',
              {},
              definition === '' ? e('p', { class: 'none' }, 'no definition') : e('p', { class: 'prose', dir: 'auto' }, definition),
              says('When to use', whenToUse),
              says('When not to', whenNot),
              says('Example', example),
            ),
          ),
        ),
      ),
    ),
  ]
}

/** Every quotation again, code by code in the order of the codebooks, as evidence that can be followed to the text. */
export function quotationsSection(report: Report): ReportElement[] {
  if (report.codes.length === 0) return [e('p', { class: 'none' }, 'No highlight carries a code.')]
  const places = placesOf(report)
  const listed = report.sections.includes('articles')
  const several = report.articles.length > 1
  const having = report.codes.map((): ReportElement[] => [])
  for (const [i, { article, highlights }] of report.articles.entries())
    for (const mark of highlights) for (const code of mark.codes) having[places.get(code) ?? -1]?.push(quotation(article, i, mark, code))
  return report.codes.flatMap(({ id }, place) => [
    e('h3', { id: `quotations-${place + 1}` }, codeLabels(report, places, [id])),
    e('ul', { class: 'quotations' }, having[place] ?? []),
  ])

  function quotation(
    article: ReportArticle['article'],
    which: number,
    mark: ReportHighlight,
    code: ReportHighlight['codes'][number],
  ): ReportElement {
    const { number, ranges, coder, note, values } = mark
    const link: ReportNode = listed ? e('a', { href: `#highlight-${number}` }, `Highlight ${number}`) : `Highlight ${number}`
    return e(
      'li',
      {},
      e('blockquote', languageOf(article.language), quoted(article, mark)),
      factsOf({ ...mark, codes: [code], values: values.filter((value) => value.code === code) }, () => '', listed),
      note === '' ? null : noteOf(note),
      e(
        'p',
        { class: 'evidence' },
        link,
        several ? ` · Article ${letterOf(which)} · ` : ' · ',
        e('span', { dir: 'auto' }, coder),
        ` · UTF-16 ${rangesOf(ranges)}`,
      ),
    )
  }
}
