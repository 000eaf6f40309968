// What an exported report is that is about to be taken in, and how each of its articles meets the project.
import type { ReportAbout } from '../../../shared/report/evidence.ts'
import { count, plural } from '../../../shared/report/wording.ts'

const says: Readonly<Record<ReportAbout['articles'][number]['meets'], string>> = {
  same: 'here, with this very text',
  changed: 'here, with another text',
  brought: 'comes along, proved by its hash',
  missing: 'not here, nor in the report',
}

export function ReportArticles({ about }: Readonly<{ about: ReportAbout }>) {
  const { title, project, program, articles, highlights, quotations } = about
  return (
    <>
      <p className="facts">
        <strong dir="auto">{title}</strong>: a report of the project “<bdi>{project}</bdi>”, written by {program}, with{' '}
        {plural(highlights, 'highlight')}
        {quotations === highlights ? '' : ` and ${plural(quotations - highlights, 'other quotation')}`}.
      </p>
      <section
        aria-label="Articles of the report"
        className="meetings"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it holds nothing that takes the keyboard, and is scrolled by it
        tabIndex={0} // oxlint-disable-line jsx-a11y/no-noninteractive-tabindex -- as above
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Article</th>
              <th scope="col">Highlights</th>
              <th scope="col">In this project</th>
            </tr>
          </thead>
          <tbody>
            {articles.map((article) => (
              <tr key={article.id}>
                <th scope="row" dir="auto">
                  {article.title || 'Untitled'}
                </th>
                <td>{count(article.highlights)}</td>
                <td data-meets={article.meets}>{says[article.meets]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
