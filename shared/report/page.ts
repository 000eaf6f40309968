// A report as a page: what it is about, where each text comes from, what a pair shares, the codes, every text with its
// highlights, and how to check it all.
import { MIN_EDITED, MIN_SCORE, MIN_VERBATIM } from '../alignment.ts'
import { nameOf } from '../articlename.ts'
import type { Article } from '../records.ts'
import { titleOf } from './build.ts'
import { cardsSection } from './cards.ts'
import { chartsSection } from './charts.ts'
import { codesTables, countingNote } from './codetables.ts'
import { highlightList } from './highlights.ts'
import { methodSection, quotationsSection } from './method.ts'
import type { Report, ReportSection } from './model.ts'
import { element as e, type ReportElement } from './node.ts'
import { ledgerSection } from './omitted.ts'
import { sharedSection } from './shared.ts'
import { sourcesTables } from './sources.ts'
import { annotatedText } from './text.ts'
import { verdictSection } from './verdicts.ts'
import { dateOf, isoOf, languageOf, letterOf, plural, timeOf } from './wording.ts'

/** The whole report as one element, which needs nothing around it but the style of `reportStyle`. */
export function reportPage(report: Report): ReportElement {
  const [several, pair] = [report.articles.length > 1, report.articles.length === 2]
  const highlights = report.articles.reduce((sum, { highlights }) => sum + highlights.length, 0)
  const named = (article: number) => (several ? `Article ${letterOf(article)}` : 'Annotated text')
  const titled = report.title !== titleOf(report.articles, report.project)
  const paired = report.pairs.length > 0

  type Part = Readonly<{ id: string; name: string; content: readonly ReportElement[] }>
  const parts: Record<ReportSection, () => readonly Part[]> = {
    method: () => [{ id: 'method', name: 'Method', content: methodSection(report) }],
    sources: () => [{ id: 'sources', name: several ? 'Sources' : 'Source', content: sourcesTables(report) }],
    shared: () => (paired ? [{ id: 'shared', name: 'Shared passages', content: sharedSection(report) }] : []),
    omitted: () => (paired ? [{ id: 'omitted', name: 'Said in one, not in the other', content: ledgerSection(report) }] : []),
    cards: () => (paired ? [{ id: 'cards', name: 'Sources, names, figures, quotations', content: cardsSection(report) }] : []),
    verdict: () => (paired ? [{ id: 'verdict', name: 'Verdicts', content: verdictSection(report) }] : []),
    codes: () => [{ id: 'codes', name: pair ? 'Codes side by side' : 'Codes', content: [...codesTables(report), countingNote(report)] }],
    charts: () => [{ id: 'charts', name: 'Charts', content: chartsSection(report) }],
    quotations: () => [{ id: 'quotations', name: 'Quotations by code', content: quotationsSection(report) }],
    articles: () =>
      report.articles.map((article, i) => ({
        id: `article-${i + 1}`,
        name: named(i),
        content: [
          origin(article.article),
          annotatedText(report, i),
          e('h3', { id: `highlights-${i + 1}` }, `Highlights${several ? ` of article ${letterOf(i)}` : ''}`),
          ...highlightList(report, i),
        ],
      })),
    check: () => [{ id: 'check', name: 'How to check this report', content: checking(paired) }],
  }
  const sections = [...new Set(report.sections)].flatMap((section) => parts[section]())

  return e(
    'div',
    { class: 'report', lang: 'en' },
    e(
      'header',
      { class: 'head' },
      e('p', { class: 'kicker' }, kindOf(report)),
      e(
        'h1',
        {},
        titled || report.articles.length > 2
          ? e('span', { class: 'title', dir: 'auto' }, report.title)
          : report.articles.flatMap(({ article }, i) => [
              ...(i === 0 ? [] : [e('span', { class: 'versus' }, ' and ')]),
              e('span', { class: 'title', ...languageOf(article.language) }, nameOf(article)),
            ]),
      ),
      e(
        'p',
        { class: 'about' },
        e('span', { class: 'project', dir: 'auto' }, report.project),
        ` · ${plural(highlights, 'highlight')} · made `,
        e('time', { datetime: isoOf(report.madeAt) }, timeOf(report.madeAt)),
        ` with Parallax ${report.version}`,
      ),
      report.authors === '' ? null : e('p', { class: 'authors', dir: 'auto' }, report.authors),
      report.abstract === '' ? null : e('p', { class: 'abstract prose', dir: 'auto' }, report.abstract),
      several ? lettered(report) : null,
    ),
    e(
      'nav',
      { class: 'contents', 'aria-label': 'Contents' },
      e(
        'ol',
        {},
        sections.map(({ id, name }) => e('li', {}, e('a', { href: `#${id}` }, name))),
      ),
    ),
    sections.map(({ id, name, content }) =>
      e('section', { id, class: `part ${id}`, 'aria-labelledby': `${id}-name` }, e('h2', { id: `${id}-name` }, name), content),
    ),
  )
}

const comparing: readonly ReportSection[] = ['shared', 'omitted', 'cards', 'verdict']

/** What sort of report it is, in a few words. */
function kindOf({ articles, sections, ...report }: Report): string {
  const pairs = sections.some((section) => comparing.includes(section)) ? report.pairs : []

  if (articles.length === 1) return 'Annotated article'
  if (articles.length === 2) return pairs.length === 0 ? 'Two articles' : 'Two articles compared'
  return pairs.length === 0 ? 'Collection' : `Collection, ${plural(pairs.length, 'pair')} compared`
}

/** Which article each letter stands for. */
function lettered({ articles, sections }: Report): ReportElement {
  const told = sections.includes('articles')
  return e(
    'ul',
    { class: 'lettered' },
    articles.map(({ article }, i) => {
      const { outlet, date, language } = article
      const name = e('span', { class: 'title', ...languageOf(language) }, nameOf(article))
      const more = [
        ...(outlet === '' ? [] : [' · ', e('span', { dir: 'auto' }, outlet)]),
        ...(date === '' ? [] : [' · ', e('time', { dir: 'auto' }, dateOf(date))]),
      ]
      return e('li', {}, e('span', { class: 'letter' }, letterOf(i)), ' ', told ? e('a', { href: `#article-${i + 1}` }, name) : name, more)
    }),
  )
}

/** What an article is called and where it stood, on one line. */
function origin(article: Article): ReportElement {
  const { outlet, author, date, language } = article
  const names = [
    e('span', { ...languageOf(language) }, nameOf(article)),
    ...[outlet, author, dateOf(date)].filter((name) => name !== '').map((name) => e('span', { dir: 'auto' }, name)),
  ]
  return e(
    'p',
    { class: 'origin' },
    names.flatMap((name, i) => (i === 0 ? [name] : [' · ', name])),
  )
}

function checking(paired: boolean): ReportElement[] {
  const share = Math.round(100 * MIN_SCORE)
  return [
    e(
      'p',
      {},
      'Positions are offsets in the article’s canonical text, counted in UTF-16 code units from 0; the end of a range is the first unit after it. The canonical text is the blocks of the article joined by one blank line; a line break within a block is one unit. The SHA-256 of a text or a quotation is that of its UTF-8 bytes; pieces of a highlight that is not continuous are joined by “ … ”. The SHA-256 of an original is that of the file as it came.',
    ),
    paired
      ? e(
          'p',
          {},
          `A passage is verbatim when both articles have the same ${MIN_VERBATIM} or more words in a row; case, punctuation and spacing do not count, and the parts of a hyphenated word are words of their own. It is edited when they have at least ${MIN_EDITED} words in common that make up ${share} % or more of its longer side. Struck words stand in the first article of a pair only, underlined words in the second only. Neither is taken for the original.`,
        )
      : e('p', {}, 'A highlight may carry several codes, so counts of codes can add up to more than the number of highlights.'),
  ]
}
