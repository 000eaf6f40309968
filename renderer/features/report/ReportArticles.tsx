// What an exported report is that is about to be taken in, and how each of its articles meets the project.
import type { ReportAbout } from '../../../shared/report/evidence.ts'
import { count, plural } from '../../../shared/report/wording.ts'

const says: Readonly<Record<ReportAbout['articles'][number]['meets'], string>> = {
  same: 'in the project, with this very text',
  changed: 'in the project, with another text',
  brought: 'comes along: its text is proved by its hash',
  missing: 'not in the project, nor its text in the report',
}

export function ReportArticles({ about }: Readonly<{ about: ReportAbout }>) {
  const { title, project, program, articles, highlights, quotations } = about
  return (
    <>
      <p className="facts">
        <strong dir="auto">{title}</strong>: a report of the project “<bdi>{project}</bdi>”, written by {program}, with{' '}
        {plural(quotations, 'quotation')}, of which {count(highlights)} {highlights === 1 ? 'is a highlight' : 'are highlights'}.
      </p>
      <div className="meetings">
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
      </div>
    </>
  )
}
